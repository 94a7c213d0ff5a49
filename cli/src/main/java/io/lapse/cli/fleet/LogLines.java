package io.lapse.cli.fleet;

import io.lapse.ledger.time.TaiInstant;
import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Puts the lines of all logs into the order of their stamps: a host's log is written in the order
 * of its clock, while events come in the order in which they happen. Lines are kept for minutes.
 */
final class LogLines implements Closeable {
  /** More than any simulated clock is wrong by, or any line late, together. */
  private static final long KEPT_NANOS = 60_000_000_000L;

  private static final Comparator<Kept> ORDER =
      Comparator.comparing(Kept::at).thenComparingLong(Kept::number);

  private final LogFolder folder;
  private final PriorityQueue<Kept> kept = new PriorityQueue<>(ORDER);
  private long taken;

  /** Lines on their way; {@code number} keeps the order of arrival where stamps are equal. */
  private record Kept(TaiInstant at, long number, String path, String text) {}

  LogLines(LogFolder folder) {
    this.folder = folder;
  }

  /**
   * Takes lines.
   *
   * @param at their stamp
   * @param path the log within the folder
   * @param text whole lines, each with its LF
   */
  void add(TaiInstant at, String path, String text) {
    kept.add(new Kept(at, taken++, path, text));
  }

  /** Writes what nothing can come before any more, now that an event is stamped {@code at}. */
  void reach(TaiInstant at) throws IOException {
    while (!kept.isEmpty() && kept.element().at().nanosUntil(at) > KEPT_NANOS) {
      write(kept.remove());
    }
  }

  private void write(Kept line) throws IOException {
    folder.append(line.path(), line.text());
  }

  /** Writes the rest. */
  @Override
  public void close() throws IOException {
    try (folder) {
      while (!kept.isEmpty()) {
        write(kept.remove());
      }
    }
  }
}
