package io.lapse.cli.export;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 4180 with LF, in UTF-8, with a header. Text is always quoted, numbers and null never: null is
 * the empty field, the empty text is {@code ""}.
 */
final class CsvTableFile<R> implements TableFile<R> {
  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  private final List<Column<R>> columns;
  private final OutputStreamWriter text;
  private final CsvGenerator rows;

  CsvTableFile(Table<R> table, OutputStream out) throws IOException {
    columns = table.columns();
    // A name that has no UTF-8 form was refused before; here it would be our bug.
    text =
        new OutputStreamWriter(
            out, StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPORT));
    CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator('\n').setUseHeader(true);
    columns.forEach(column -> schema.addColumn(column.name()));
    rows = FACTORY.createGenerator(text);
    rows.setSchema(schema.build());
  }

  @Override
  public void append(R row) throws IOException {
    rows.writeStartArray();
    for (Column<R> column : columns) {
      write(column, column.value().apply(row));
    }
    rows.writeEndArray();
  }

  private void write(Column<R> column, @Nullable Object value) throws IOException {
    if (value == null) {
      rows.writeNull();
      return;
    }
    switch (column.type()) {
      case NUMBER -> rows.writeNumber((Long) value);
      case TEXT -> rows.writeString((String) value);
      case WORDS -> rows.writeString(words((List<?>) value));
    }
  }

  private static String words(List<?> words) {
    StringBuilder joined = new StringBuilder();
    for (Object word : words) {
      joined.append(joined.isEmpty() ? "" : " ").append(word);
    }
    return joined.toString();
  }

  @Override
  public void end() throws IOException {
    rows.close();
    text.flush();
  }
}
