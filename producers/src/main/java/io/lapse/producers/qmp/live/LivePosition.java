package io.lapse.producers.qmp.live;

import io.lapse.producers.source.ReaderMemory;
import org.jspecify.annotations.Nullable;

/**
 * From where a feed goes on.
 *
 * @param process which process it has read, so that another one is told apart
 * @param log what the reader remembers of it
 */
record LivePosition(String process, String log) {

  /** The position that {@link #toString} wrote; null for null. */
  static @Nullable LivePosition parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    ReaderMemory memory = ReaderMemory.parse(text);
    return new LivePosition(memory.text("process"), memory.inner("log").toString());
  }

  @Override
  public String toString() {
    return ReaderMemory.empty()
        .put("process", process)
        .put("log", ReaderMemory.parse(log))
        .toString();
  }
}
