package io.lapse.cli.export;

import io.lapse.cli.failure.Failure;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A table in a file that has {@code .part} at its end until it is whole. What bore its final name
 * before stays until then.
 */
final class PartFile<R> implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Table<R> table;
  private final Path file;
  private final Path part;
  private final FileOutputStream bytes;
  private final BufferedOutputStream buffered;
  private final TableFile<R> rows;
  private long count;

  private PartFile(Table<R> table, Path folder, ExportFormat format) throws IOException {
    this.table = table;
    this.file = file(table, folder, format);
    this.part = part(file);
    this.bytes = new FileOutputStream(part.toFile());
    this.buffered = new BufferedOutputStream(bytes, BUFFER_BYTES);
    try {
      this.rows = format.begin(table, buffered);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static Path file(Table<?> table, Path folder, ExportFormat format) {
    return folder.resolve(table.name() + "." + format.word());
  }

  private static Path part(Path file) {
    return file.resolveSibling(file.getFileName() + ".part");
  }

  /**
   * Begins it.
   *
   * @throws Failure if it cannot be written
   */
  static <R> PartFile<R> begin(Table<R> table, Path folder, ExportFormat format) {
    try {
      return new PartFile<>(table, folder, format);
    } catch (IOException e) {
      throw failure(part(file(table, folder, format)), e);
    }
  }

  void append(R row) {
    try {
      rows.append(row);
    } catch (IOException e) {
      throw failure(part, e);
    }
    count++;
  }

  /** All of it is on the disk after this. */
  void end() {
    try {
      rows.end();
      buffered.flush();
      bytes.getFD().sync();
      bytes.close();
    } catch (IOException e) {
      throw failure(part, e);
    }
  }

  /** Gives it its final name. */
  void publish() {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  String tableName() {
    return table.name();
  }

  Path file() {
    return file;
  }

  long count() {
    return count;
  }

  private static Failure failure(Path file, IOException e) {
    return new Failure("cannot write to " + file + ": " + e, e);
  }

  /** Takes away what has not got its final name. */
  @Override
  public void close() {
    try {
      bytes.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw failure(part, e);
    }
  }
}
