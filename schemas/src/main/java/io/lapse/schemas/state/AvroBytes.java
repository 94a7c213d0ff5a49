package io.lapse.schemas.state;

import io.lapse.schemas.codec.AvroGuards;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Bytes in Avro's binary encoding, put one after another. */
final class AvroBytes {
  static {
    // Avro must know which classes to trust before it is asked for the first of them.
    AvroGuards.install();
  }

  private static final int CAPACITY = 64;

  /** A long takes at most so many bytes: seven bits each. */
  private static final int LONG_BYTES_MAX = 10;

  private static final int PAYLOAD = 0x7f;
  private static final int PAYLOAD_BITS = 7;
  private static final int MORE = 0x80;

  private byte[] bytes;
  private int length;

  AvroBytes() {
    this(CAPACITY);
  }

  AvroBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Puts one item. */
  @FunctionalInterface
  interface Writer<T> {
    void write(AvroBytes out, T item);
  }

  /** Puts generated records, by Avro's own writer. */
  static <T> Writer<T> records(Schema schema) {
    SpecificData model = SpecificData.getForSchema(schema);
    model.setCustomCoders(true);
    SpecificDatumWriter<T> writer = new SpecificDatumWriter<>(schema, model);
    return (out, item) -> {
      ByteArrayOutputStream encoded = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(encoded, null);
      try {
        writer.write(item, encoder);
        encoder.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot encode " + schema.getName(), e);
      }
      out.raw(encoded.toByteArray());
    };
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** An int or a long: zigzag, then seven bits a byte, the lowest first. */
  AvroBytes number(long value) {
    reserve(LONG_BYTES_MAX);
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    while ((rest & ~PAYLOAD) != 0) {
      bytes[length++] = (byte) ((rest & PAYLOAD) | MORE);
      rest >>>= PAYLOAD_BITS;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  AvroBytes text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return number(utf8.length).raw(utf8);
  }

  /** What is encoded already. */
  AvroBytes raw(byte[] encoded) {
    return raw(encoded, 0, encoded.length);
  }

  AvroBytes raw(AvroBytes encoded) {
    return raw(encoded.bytes, 0, encoded.length);
  }

  /** From one place to before another. */
  AvroBytes raw(byte[] encoded, int from, int to) {
    reserve(to - from);
    System.arraycopy(encoded, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
