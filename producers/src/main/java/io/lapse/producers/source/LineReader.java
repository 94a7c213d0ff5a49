package io.lapse.producers.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, by their bytes. A line is a window on what was read, which is not written
 * again: nothing is copied but the beginning of a line whose end has yet to be read.
 */
final class LineReader implements AutoCloseable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int CHUNK_BYTES = 1 << 16;

  private final String path;
  private final InputStream in;
  private final LineForm form;
  private long number;

  private byte[] chunk = new byte[0];

  /** Where the next line begins in {@link #chunk}, and where what was read ends. */
  private int from;

  private int end;

  private LineReader(String path, InputStream in, LineForm form) {
    this.path = path;
    this.in = in;
    this.form = form;
  }

  static LineReader open(SourceInput input, LineForm form) throws IOException {
    return of(input.path(), Files.newInputStream(input.file()), form);
  }

  static LineReader of(String path, InputStream in, LineForm form) {
    return new LineReader(path, in, form);
  }

  /** All that {@code in} holds, as if it were one line. */
  static Line all(Location where, InputStream in, LineForm form) throws IOException {
    byte[] bytes = in.readNBytes(form.bytesMax() + 1);
    boolean tooLong = bytes.length > form.bytesMax();
    return new Line(where, bytes, afterMark(bytes, 0, bytes.length), bytes.length, tooLong, form);
  }

  /** The next line; null after the last one. */
  @Nullable Line next() throws IOException {
    int scanned = 0;
    while (true) {
      int lineEnd = lineEnd(from + scanned);
      if (lineEnd >= 0) {
        return line(lineEnd, lineEnd + 1);
      }
      scanned = end - from;
      if (scanned > form.bytesMax()) {
        return skipped();
      }
      if (!readMore()) {
        return scanned == 0 ? null : line(end, end);
      }
    }
  }

  /** The line up to {@code lineEnd}; the next one begins at {@code next}. */
  private Line line(int lineEnd, int next) {
    number++;
    int begin = number == 1 ? afterMark(chunk, from, lineEnd) : from;
    boolean tooLong = lineEnd - from > form.bytesMax();
    int keptEnd = tooLong ? begin + Math.min(Line.HEAD_BYTES, lineEnd - begin) : lineEnd;
    from = next;
    return new Line(new Location(path, number), chunk, begin, keptEnd, tooLong, form);
  }

  /** Reads on to the end of a line that is too long, and keeps its head only. */
  private Line skipped() throws IOException {
    number++;
    byte[] head = Arrays.copyOfRange(chunk, from, from + Math.min(Line.HEAD_BYTES, end - from));
    from = end;
    chunk = new byte[0];
    end = 0;
    from = 0;
    while (readMore()) {
      int lineEnd = lineEnd(0);
      if (lineEnd >= 0) {
        from = lineEnd + 1;
        break;
      }
      end = 0;
    }
    return new Line(new Location(path, number), head, 0, head.length, true, form);
  }

  private int lineEnd(int start) {
    byte[] bytes = chunk;
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Reads behind what is left of the chunk, in another one if it is full. */
  private boolean readMore() throws IOException {
    if (end == chunk.length) {
      int left = end - from;
      long doubled = Math.min(2L * left, form.bytesMax() + 1L);
      byte[] larger = new byte[(int) Math.max(CHUNK_BYTES, doubled)];
      System.arraycopy(chunk, from, larger, 0, left);
      chunk = larger;
      from = 0;
      end = left;
    }
    int read = in.read(chunk, end, chunk.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  private static int afterMark(byte[] bytes, int from, int to) {
    int mark = BYTE_ORDER_MARK.length;
    boolean marked =
        to - from >= mark && Arrays.equals(bytes, from, from + mark, BYTE_ORDER_MARK, 0, mark);
    return marked ? from + mark : from;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
