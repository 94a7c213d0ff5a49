package io.lapse.schemas.topic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Writes single objects as Avro's own {@code BinaryMessageEncoder} does, through a buffer: that one
 * hands each byte to a synchronised stream.
 */
final class SingleObjectEncoder<R extends SpecificRecordBase> {
  private static final byte[] MARKER = {(byte) 0xC3, 1};

  private final byte[] header;
  private final SpecificDatumWriter<R> writer;

  /** Encoders keep what they are about to write, so each thread has its own. */
  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

  private static final class Buffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  }

  SingleObjectEncoder(SpecificData model, Schema schema) {
    header = header(schema);
    writer = new SpecificDatumWriter<>(schema, model);
  }

  /** What stands before the data: the marker, and the fingerprint of the schema. */
  static byte[] header(Schema schema) {
    byte[] fingerprint;
    try {
      fingerprint = SchemaNormalization.parsingFingerprint("CRC-64-AVRO", schema);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Avro must know its own fingerprint", e);
    }
    return ByteBuffer.allocate(MARKER.length + fingerprint.length)
        .put(MARKER)
        .put(fingerprint)
        .array();
  }

  /**
   * @throws IOException if Avro's writer does; its stream cannot fail
   */
  byte[] encode(R record) throws IOException {
    Buffer buffer = buffers.get();
    try {
      buffer.bytes.write(header);
      writer.write(record, buffer.encoder);
      buffer.encoder.flush();
      return buffer.bytes.toByteArray();
    } catch (RuntimeException e) {
      // Half a record must not stand before the next.
      buffers.remove();
      throw e;
    } finally {
      buffer.bytes.reset();
    }
  }
}
