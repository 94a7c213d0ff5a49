package io.lapse.cli.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** An Avro file, read back with what its own header says of it. */
record AvroRows(Schema schema, List<List<@Nullable String>> rows) {

  /** Its rows as a CSV file has them: words with a space between them, null as null. */
  static AvroRows read(Path file) throws IOException {
    try (DataFileReader<GenericRecord> records =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      List<List<@Nullable String>> rows = new ArrayList<>();
      for (GenericRecord found : records) {
        List<@Nullable String> row = new ArrayList<>();
        for (Schema.Field field : records.getSchema().getFields()) {
          row.add(text(found.get(field.pos())));
        }
        rows.add(row);
      }
      return new AvroRows(records.getSchema(), rows);
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value instanceof List<?> words) {
      return String.join(" ", words.stream().map(Object::toString).toList());
    }
    return value == null ? null : value.toString();
  }
}
