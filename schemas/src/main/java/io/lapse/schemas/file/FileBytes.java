package io.lapse.schemas.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of a file, and where in it they stand. */
final class FileBytes implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private InputStream in;
  private long offset;

  private FileBytes(FileChannel channel) {
    this.channel = channel;
    this.in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
  }

  static FileBytes open(Path file) throws IOException {
    return new FileBytes(FileChannel.open(file));
  }

  /** Where the next byte stands, counted from 0. */
  long offset() {
    return offset;
  }

  /** Whether the last byte was read. */
  boolean atEnd() throws IOException {
    in.mark(1);
    int b = in.read();
    in.reset();
    return b < 0;
  }

  /** The next byte. */
  private int next() throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException("the file ends at byte " + offset);
    }
    offset++;
    return b;
  }

  /**
   * Goes behind the first place, from {@code from} on, where {@code marker} stands; to the end of
   * the file if it stands nowhere.
   *
   * @param marker 16 bytes
   */
  boolean seekBehind(ByteBuffer marker, long from) throws IOException {
    long high = 0;
    long low = 0;
    channel.position(from);
    in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    offset = from;
    for (int b = in.read(); b >= 0; b = in.read()) {
      offset++;
      high = (high << 8) | (low >>> 56);
      low = (low << 8) | b;
      boolean found = high == marker.getLong(0) && low == marker.getLong(8);
      if (found && offset - from >= marker.capacity()) {
        return true;
      }
    }
    return false;
  }

  /** The next {@code count} bytes; fewer where the file ends before. */
  byte[] upTo(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    offset += bytes.length;
    return bytes;
  }

  /** The next {@code count} bytes. */
  byte[] exactly(int count) throws IOException {
    byte[] bytes = upTo(count);
    if (bytes.length < count) {
      throw new EOFException("the file ends at byte " + offset);
    }
    return bytes;
  }

  /** A number as Avro writes it: seven bits a byte, the lowest first, the sign folded in. */
  long number() throws IOException, DamagedException {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int b = next();
      bits |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return (bits >>> 1) ^ -(bits & 1);
      }
    }
    throw new DamagedException("expected a number of at most 10 bytes");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
