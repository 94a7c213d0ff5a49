package io.lapse.schemas.topic;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's decoder, for bytes of strangers. Avro's generated code makes room for as many items as a
 * list claims to have, before it reads one, and bounds what a list may claim by a number for the
 * whole process; here a list may claim no more than the rest of its record has room for. No item of
 * our schemas is shorter than a byte.
 */
final class BoundedDecoder extends Decoder {
  private final BinaryDecoder in;
  private final RecordLimits limits;

  /** Of the list or the map that is read; there is none inside another. */
  private long items;

  BoundedDecoder(BinaryDecoder in, RecordLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  private long checked(long count, String what, int max) throws IOException {
    items += count;
    if (items > max) {
      throw new LimitExceededException("the items of a " + what, items, max);
    }
    if (count > in.remainingBytes()) {
      throw new EOFException(
          "a " + what + " of " + count + " items cannot be in " + in.remainingBytes() + " bytes");
    }
    return count;
  }

  private void check(long bytes) {
    if (bytes > limits.textBytes()) {
      throw new LimitExceededException("the bytes of a text", bytes, limits.textBytes());
    }
  }

  @Override
  public long readArrayStart() throws IOException {
    items = 0;
    return checked(in.readArrayStart(), "list", limits.listItems());
  }

  @Override
  public long arrayNext() throws IOException {
    return checked(in.arrayNext(), "list", limits.listItems());
  }

  @Override
  public long readMapStart() throws IOException {
    items = 0;
    return checked(in.readMapStart(), "map", limits.mapEntries());
  }

  @Override
  public long mapNext() throws IOException {
    return checked(in.mapNext(), "map", limits.mapEntries());
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    // It checks by itself that the record has so many bytes.
    Utf8 text = in.readString(old);
    check(text.getByteLength());
    return text;
  }

  @Override
  public String readString() throws IOException {
    Utf8 text = in.readString(null);
    check(text.getByteLength());
    return text.toString();
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    ByteBuffer bytes = in.readBytes(old);
    check(bytes.remaining());
    return bytes;
  }

  @Override
  public long skipArray() throws IOException {
    return checked(in.skipArray(), "list", limits.listItems());
  }

  @Override
  public long skipMap() throws IOException {
    return checked(in.skipMap(), "map", limits.mapEntries());
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public int remainingBytes() {
    return in.remainingBytes();
  }
}
