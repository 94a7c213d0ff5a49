package io.lapse.producers.produce.follow;

import io.lapse.producers.source.ReaderMemory;
import org.jspecify.annotations.Nullable;

/**
 * From where a file is read on.
 *
 * @param key what the file system calls the file; it may call a later file the same
 * @param print of the beginning of what was read: by it the file is known again
 * @param offset of the next line, in bytes
 * @param lines how many were read of this file
 * @param memory of the reader
 */
record FilePosition(String key, Fingerprint print, long offset, long lines, String memory) {

  /**
   * The position that {@link #toString} wrote; null if it wrote none.
   *
   * @param text may be damaged
   */
  static @Nullable FilePosition parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    ReaderMemory fields = ReaderMemory.parse(text);
    return new FilePosition(
        fields.text("key"),
        new Fingerprint((int) fields.number("print_bytes"), fields.number("print")),
        fields.number("offset"),
        fields.number("lines"),
        fields.text("memory"));
  }

  /** The same place; its reader has been told that nothing follows. */
  FilePosition with(String newMemory) {
    return new FilePosition(key, print, offset, lines, newMemory);
  }

  @Override
  public String toString() {
    return ReaderMemory.empty()
        .put("key", key)
        .put("print_bytes", (long) print.bytes())
        .put("print", print.crc())
        .put("offset", offset)
        .put("lines", lines)
        .put("memory", memory)
        .toString();
  }
}
