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
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String path;
  private final InputStream in;
  private final LineForm form;
  private long number;

  private LineReader(String path, InputStream in, LineForm form) {
    this.path = path;
    this.in = in;
    this.form = form;
  }

  static LineReader open(SourceInput input, LineForm form) throws IOException {
    return of(input.path(), Files.newInputStream(input.file()), form);
  }

  static LineReader of(String path, InputStream in, LineForm form) {
    return new LineReader(path, new BufferedInputStream(in, 1 << 16), form);
  }

  /** All that {@code in} holds, as if it were one line. */
  static Line all(Location where, InputStream in, LineForm form) throws IOException {
    byte[] bytes = in.readNBytes(form.bytesMax() + 1);
    return new Line(where, withoutMark(bytes), bytes.length > form.bytesMax(), form);
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
      tooLong |= bytes.size() == form.bytesMax();
      if (!tooLong) {
        bytes.write(b);
      }
    }
    number++;
    byte[] kept = number == 1 ? withoutMark(bytes.toByteArray()) : bytes.toByteArray();
    return new Line(new Location(path, number), kept, tooLong, form);
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
