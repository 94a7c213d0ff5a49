package io.lapse.schemas.topic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BadHeaderException;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.message.SchemaStore;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads single objects as Avro's own {@code BinaryMessageDecoder} does, from bytes that a stranger
 * may have written: what it allocates is in proportion to their number.
 */
final class BoundedMessageDecoder<R> implements MessageReader<R> {
  private static final int HEADER_BYTES = 10;
  private static final byte MARKER = (byte) 0xC3;
  private static final byte VERSION = 1;

  private final SpecificData model;
  private final Schema read;
  private final SchemaStore written;
  private final RecordLimits limits;

  /** By the fingerprint of the writer's schema; only of those that are known. */
  private final Map<Long, DatumReader<R>> readers = new ConcurrentHashMap<>();

  BoundedMessageDecoder(SpecificData model, Schema read, SchemaStore written, RecordLimits limits) {
    this.model = model;
    this.read = read;
    this.written = written;
    this.limits = limits;
  }

  @Override
  @SuppressWarnings("NullAway") // There is no old record to use again.
  public R decode(byte[] bytes) throws IOException {
    if (bytes.length > limits.recordBytes()) {
      throw new LimitExceededException("the bytes of a record", bytes.length, limits.recordBytes());
    }
    if (bytes.length < HEADER_BYTES || bytes[0] != MARKER || bytes[1] != VERSION) {
      throw new BadHeaderException("Unrecognized header bytes");
    }
    long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    DatumReader<R> reader = readers.get(fingerprint);
    if (reader == null) {
      reader = reader(fingerprint);
    }
    return reader.read(
        null,
        new BoundedDecoder(
            DecoderFactory.get()
                .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null),
            limits));
  }

  private DatumReader<R> reader(long fingerprint) {
    Schema writer = written.findByFingerprint(fingerprint);
    if (writer == null) {
      throw new MissingSchemaException("Cannot resolve schema for fingerprint: " + fingerprint);
    }
    DatumReader<R> reader = new SpecificDatumReader<>(writer, read, model);
    readers.put(fingerprint, reader);
    return reader;
  }
}
