package io.lapse.producers.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file, by their bytes. */
final class LineReader implements AutoCloseable {
  /** Room for an inventory of some 400,000 timers. What is longer is not kept in memory. */
  static final int LINE_BYTES_MAX = 64 * 1024 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String path;
  private final InputStream in;
  private final int lineBytesMax;
  private long number;

  private LineReader(String path, InputStream in, int lineBytesMax) {
    this.path = path;
    this.in = in;
    this.lineBytesMax = lineBytesMax;
  }

  static LineReader open(SourceInput input) throws IOException {
    return of(input.path(), Files.newInputStream(input.file()), LINE_BYTES_MAX);
  }

  static LineReader of(String path, InputStream in, int lineBytesMax) {
    return new LineReader(path, new BufferedInputStream(in, 1 << 16), lineBytesMax);
  }

  /** The next line; null after the last one. */
  @Nullable Line next() throws IOException {
    int b = in.read();
    if (b == -1) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLong = false;
    for (; b != -1 && b != '\n'; b = in.read()) {
      tooLong |= bytes.size() == lineBytesMax;
      if (!tooLong) {
        bytes.write(b);
      }
    }
    number++;
    byte[] kept = number == 1 ? withoutMark(bytes.toByteArray()) : bytes.toByteArray();
    return new Line(new Location(path, number), kept, tooLong);
  }

  private static byte[] withoutMark(byte[] bytes) {
    int mark = BYTE_ORDER_MARK.length;
    boolean marked =
        bytes.length >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark);
    return marked ? Arrays.copyOfRange(bytes, mark, bytes.length) : bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
