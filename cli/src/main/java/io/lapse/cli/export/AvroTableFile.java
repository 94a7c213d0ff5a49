package io.lapse.cli.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * An Avro object container file, deflated. The same rows give the same bytes: its sync marker is
 * not drawn but fixed.
 */
final class AvroTableFile<R> implements TableFile<R> {
  private static final byte[] SYNC_MARKER = "lapse-export-v1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int DEFLATE_LEVEL = 6;
  private static final String NAMESPACE = "io.lapse.export";

  private final List<Column<R>> columns;
  private final Schema schema;
  private final DataFileWriter<GenericRecord> records;

  AvroTableFile(Table<R> table, OutputStream out) throws IOException {
    columns = table.columns();
    schema = schema(table);
    records = new DataFileWriter<>(new GenericDatumWriter<>(schema));
    records.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
    records.create(schema, out, SYNC_MARKER);
  }

  /** The schema of its rows: a long, a string or an array of strings each, or a union with null. */
  static Schema schema(Table<?> table) {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record(table.record()).namespace(NAMESPACE).doc(table.meaning()).fields();
    for (Column<?> column : table.columns()) {
      fields = fields.name(column.name()).doc(column.meaning()).type(type(column)).noDefault();
    }
    return fields.endRecord();
  }

  private static Schema type(Column<?> column) {
    Schema known =
        switch (column.type()) {
          case NUMBER -> Schema.create(Schema.Type.LONG);
          case TEXT -> Schema.create(Schema.Type.STRING);
          case WORDS -> Schema.createArray(Schema.create(Schema.Type.STRING));
        };
    return column.nullable() ? Schema.createUnion(Schema.create(Schema.Type.NULL), known) : known;
  }

  @Override
  public void append(R row) throws IOException {
    GenericRecord values = new GenericData.Record(schema);
    for (int i = 0; i < columns.size(); i++) {
      values.put(i, columns.get(i).value().apply(row));
    }
    try {
      records.append(values);
    } catch (DataFileWriter.AppendWriteException e) {
      throw new IllegalStateException("row must fit its own schema: " + row, e);
    }
  }

  @Override
  public void end() throws IOException {
    records.flush();
  }
}
