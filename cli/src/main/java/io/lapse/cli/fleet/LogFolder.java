package io.lapse.cli.fleet;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Thousands of logs that grow together. A few of them are open at a time, those that were written
 * to last. A file that was there before is replaced.
 */
final class LogFolder implements Closeable {
  private static final int OPEN_MAX = 200;

  private final Path folder;
  private final Set<String> begun = new HashSet<>();
  private final Map<String, BufferedWriter> open = new LinkedHashMap<>(16, 0.75f, true);

  LogFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Appends text to a log.
   *
   * @param path of the log within the folder
   * @param text whole lines, each with its LF
   */
  void append(String path, String text) throws IOException {
    BufferedWriter writer = open.get(path);
    if (writer == null) {
      closeOldest();
      writer = open(path);
      open.put(path, writer);
    }
    writer.write(text);
  }

  private BufferedWriter open(String path) throws IOException {
    Path file = folder.resolve(path);
    if (!begun.add(path)) {
      return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.newBufferedWriter(file);
  }

  private void closeOldest() throws IOException {
    if (open.size() >= OPEN_MAX) {
      Iterator<BufferedWriter> oldest = open.values().iterator();
      BufferedWriter writer = oldest.next();
      oldest.remove();
      writer.close();
    }
  }

  @Override
  public void close() throws IOException {
    while (!open.isEmpty()) {
      Iterator<BufferedWriter> any = open.values().iterator();
      BufferedWriter writer = any.next();
      any.remove();
      writer.close();
    }
  }
}
