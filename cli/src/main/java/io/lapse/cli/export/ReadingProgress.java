package io.lapse.cli.export;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** How many entries have been read: one line that is rewritten, on a terminal only. */
final class ReadingProgress {
  private static final long REWRITE_NANOS = 200_000_000L;
  private static final long ASKS_CLOCK_EACH = 1_024;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier clockNanos;
  private long shownNanos;
  private long entries;
  private boolean dirty;

  /**
   * @param terminal whether {@code err} is one
   * @param clockNanos nanoseconds since some instant; it never goes back
   */
  ReadingProgress(PrintWriter err, boolean terminal, LongSupplier clockNanos) {
    this.err = err;
    this.terminal = terminal;
    this.clockNanos = clockNanos;
    this.shownNanos = clockNanos.getAsLong();
  }

  /** One more. */
  void step() {
    entries++;
    if (!terminal || entries % ASKS_CLOCK_EACH != 0) {
      return;
    }
    long nowNanos = clockNanos.getAsLong();
    if (nowNanos - shownNanos >= REWRITE_NANOS) {
      shownNanos = nowNanos;
      err.printf(Locale.ROOT, "%s%,d entries exported", ERASE, entries);
      err.flush();
      dirty = true;
    }
  }

  /** Leaves the line to whatever is printed next. */
  void clear() {
    if (dirty) {
      err.print(ERASE);
      err.flush();
      dirty = false;
    }
  }
}
