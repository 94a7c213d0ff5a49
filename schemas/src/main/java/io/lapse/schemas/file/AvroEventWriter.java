package io.lapse.schemas.file;

import io.lapse.ledger.LedgerInput;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Writes events to an Avro object container file, one after the other, in memory that does not grow
 * with their number. {@link AvroEventReader} reads back the same events with the same ids.
 *
 * <p>The same events give the same bytes: the file is not compressed, and its sync marker is not
 * drawn but fixed.
 */
public final class AvroEventWriter implements Closeable {
  private static final byte[] SYNC_MARKER = "lapse-events-v1\n".getBytes(StandardCharsets.US_ASCII);

  private final DataFileWriter<Object> records;

  private AvroEventWriter(OutputStream out) throws IOException {
    records = new DataFileWriter<>(new StrictWriter(EventSchema.UNION, EventSchema.MODEL));
    records.create(EventSchema.UNION, out, SYNC_MARKER);
  }

  /** Begins a file; one that is there already is replaced. */
  public static AvroEventWriter create(Path file) throws IOException {
    return to(new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Begins what {@code out} is to hold, and closes it in the end. */
  public static AvroEventWriter to(OutputStream out) throws IOException {
    return new AvroEventWriter(out);
  }

  /**
   * Appends an event.
   *
   * @throws IllegalArgumentException if it is neither a host event nor a guest event, or if a text
   *     in it is not valid Unicode; the file is as it was before
   */
  public void append(LedgerInput event) throws IOException {
    try {
      records.append(EventSchema.toWire(event));
    } catch (DataFileWriter.AppendWriteException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalArgumentException(cause == null ? e.toString() : cause.getMessage(), e);
    }
  }

  /** Writes what is still held back, and closes the file. */
  @Override
  public void close() throws IOException {
    records.close();
  }

  /** Half of a surrogate pair has no UTF-8 form: Avro would write a question mark for it. */
  private static final class StrictWriter extends SpecificDatumWriter<Object> {
    private StrictWriter(Schema schema, SpecificData model) {
      super(schema, model);
    }

    @Override
    protected void writeString(Object datum, Encoder out) throws IOException {
      if (datum instanceof String text && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw new IllegalArgumentException(
            "text must be valid Unicode, without half of a surrogate pair");
      }
      super.writeString(datum, out);
    }
  }
}
