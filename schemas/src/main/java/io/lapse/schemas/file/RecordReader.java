package io.lapse.schemas.file;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.wire.HostEventRecord;
import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The records of one block after the other, from the schema they were written with to events. */
final class RecordReader {
  private final ReaderSchema schemas;
  private final @Nullable String host;
  private StrictDatumReader reader;
  private byte[] bytes = new byte[0];
  private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);

  private RecordReader(ReaderSchema schemas, @Nullable String host) {
    this.schemas = schemas;
    this.host = host;
    this.reader = new StrictDatumReader(schemas);
  }

  /**
   * A reader of records of the schema {@code written}.
   *
   * @throws DamagedException if it is neither of host events nor of guest events
   */
  static RecordReader of(Schema written, @Nullable String host) throws DamagedException {
    SchemaShape.requireBounded(written);
    ReaderSchema schemas = ReaderSchema.of(written);
    if (!schemas.hasEvents()) {
      throw new DamagedException(
          "the file's schema is "
              + MessageText.oneLine(written.toString())
              + ": expected HostEventRecord, GuestEventRecord, or a union of both, of "
              + HostEventRecord.class.getPackageName());
    }
    return new RecordReader(schemas, host);
  }

  /** Goes to the beginning of a block. */
  void begin(Block block) {
    bytes = block.bytes().array();
    decoder = DecoderFactory.get().binaryDecoder(bytes, null);
  }

  /** How many bytes of the block are not read yet. */
  int remaining() throws IOException {
    return decoder.inputStream().available();
  }

  /**
   * The next event.
   *
   * @throws RefusedException if its record is none; the next call goes on behind it
   * @throws DamagedException if the end of its record cannot be told
   */
  LedgerInput next() throws IOException, RefusedException, DamagedException {
    int start = bytes.length - remaining();
    Object record = decode(start);
    try {
      return EventSchema.toDomain(record, host);
    } catch (SerializationException | IllegalArgumentException e) {
      throw new RefusedException(MessageText.oneLine(e.getMessage()));
    }
  }

  private Object decode(int start) throws IOException, RefusedException, DamagedException {
    try {
      Object record = reader.record(decoder);
      if (reader.wasGarbled()) {
        throw new RefusedException("expected texts in UTF-8");
      }
      return record;
    } catch (EOFException e) {
      throw new DamagedException("expected a whole record, found its end");
    } catch (IOException | RuntimeException e) {
      // Avro lets many exceptions out of its decoders when lengths or branches are garbage.
      skip(start);
      throw new RefusedException(
          "expected a record that this version knows: " + MessageText.oneLine(e.getMessage()));
    }
  }

  /** Goes behind a record that is whole, by the schema it was written with, but not known here. */
  private void skip(int start) throws IOException, DamagedException {
    reader = new StrictDatumReader(schemas);
    decoder = DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null);
    try {
      GenericDatumReader.skip(schemas.written(), decoder);
    } catch (IOException | RuntimeException e) {
      throw new DamagedException("expected a record: " + MessageText.oneLine(e.getMessage()));
    }
  }
}
