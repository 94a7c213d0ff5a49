package io.lapse.producers.produce.follow;

import io.lapse.producers.source.Line;
import io.lapse.producers.source.LineForm;
import io.lapse.producers.source.Location;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read line by line while it grows. It stays the same file when it is renamed or
 * deleted. A thread that is interrupted does not close it, as it would a channel.
 */
final class OpenFile implements AutoCloseable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int BUFFER_BYTES = 1 << 14;

  private final RandomAccessFile file;
  private final String key;
  private final String name;
  private final LineForm form;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int bufferFrom;
  private int bufferTo;

  /** What was read of a line whose end is not there yet. */
  private ByteArrayOutputStream partial = new ByteArrayOutputStream();

  private long partialBytes;
  private long offset;
  private long lines;
  private Fingerprint print = Fingerprint.NONE;

  private OpenFile(RandomAccessFile file, String key, String name, LineForm form) {
    this.file = file;
    this.key = key;
    this.name = name;
    this.form = form;
  }

  /**
   * The file of a path, at its beginning.
   *
   * @param name as messages show it
   * @throws NoSuchFileException if it is not there, or was just replaced
   */
  static OpenFile open(Path path, String name, LineForm form) throws IOException {
    String key = key(path);
    RandomAccessFile file;
    try {
      file = new RandomAccessFile(path.toFile(), "r");
    } catch (IOException e) {
      throw Files.exists(path) ? e : new NoSuchFileException(path.toString());
    }
    if (!key.equals(keyOrNull(path))) {
      file.close();
      throw new NoSuchFileException(path.toString());
    }
    return new OpenFile(file, key, name, form);
  }

  /** What the file system calls the file of a path. */
  static String key(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return String.valueOf(attributes.fileKey());
  }

  /** The same; null if there is no such file. */
  static @Nullable String keyOrNull(Path path) throws IOException {
    try {
      return key(path);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  String key() {
    return key;
  }

  long offset() {
    return offset;
  }

  /** Whether this is the file of a position, as far as its content tells. */
  boolean holds(FilePosition position) throws IOException {
    return file.length() >= position.offset() && position.print().isOf(file);
  }

  /** Goes on where a reader before was. */
  void resume(FilePosition position) {
    offset = position.offset();
    lines = position.lines();
    print = position.print();
    forgetWhatIsRead();
  }

  private void forgetWhatIsRead() {
    bufferFrom = 0;
    bufferTo = 0;
    partial = new ByteArrayOutputStream();
    partialBytes = 0;
  }

  /** Whether what was read is no longer there: the file was cut, or written anew. */
  boolean isCut() throws IOException {
    return file.length() < offset + partialBytes || !print.isOf(file);
  }

  /** The position behind the last whole line. */
  FilePosition position(String memory) throws IOException {
    if (print.bytes() < Fingerprint.BYTES_MAX) {
      print = Fingerprint.of(file, offset);
    }
    return new FilePosition(key, print, offset, lines, memory);
  }

  /** The next line whose end is there; null if there is none. */
  @Nullable Line next() throws IOException {
    while (bufferFrom < bufferTo || fill()) {
      int from = bufferFrom;
      while (bufferFrom < bufferTo && buffer[bufferFrom] != '\n') {
        bufferFrom++;
      }
      keep(from, bufferFrom);
      if (bufferFrom < bufferTo) {
        bufferFrom++;
        return line(1);
      }
    }
    return null;
  }

  /** What stands behind the last end of a line, as if it were one; null if nothing does. */
  @Nullable Line rest() {
    return partialBytes == 0 ? null : line(0);
  }

  private boolean fill() throws IOException {
    file.seek(offset + partialBytes);
    int read = file.read(buffer, 0, BUFFER_BYTES);
    bufferFrom = 0;
    bufferTo = Math.max(0, read);
    return read > 0;
  }

  /** What is too long is counted, and not kept. */
  private void keep(int from, int to) {
    partialBytes += to - from;
    if (partialBytes <= form.bytesMax()) {
      partial.write(buffer, from, to - from);
    } else {
      partial = new ByteArrayOutputStream();
    }
  }

  private Line line(int endBytes) {
    lines++;
    Location where = new Location(name, lines);
    Line line =
        partialBytes > form.bytesMax()
            ? Line.tooLong(where, form)
            : Line.of(where, withoutMark(partial.toByteArray()), form);
    offset += partialBytes + endBytes;
    partialBytes = 0;
    partial.reset();
    return line;
  }

  private byte[] withoutMark(byte[] bytes) {
    int mark = BYTE_ORDER_MARK.length;
    boolean isMarked =
        lines == 1
            && bytes.length >= mark
            && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark);
    return isMarked ? Arrays.copyOfRange(bytes, mark, bytes.length) : bytes;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
