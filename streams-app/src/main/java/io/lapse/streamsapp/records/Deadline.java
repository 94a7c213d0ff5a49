package io.lapse.streamsapp.records;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Until when something is worth going on with. */
final class Deadline {
  private final LongSupplier nanoTime;
  private final long atNanos;

  private Deadline(LongSupplier nanoTime, long atNanos) {
    this.nanoTime = nanoTime;
    this.atNanos = atNanos;
  }

  static Deadline in(Duration length, LongSupplier nanoTime) {
    return new Deadline(nanoTime, nanoTime.getAsLong() + length.toNanos());
  }

  boolean isOver() {
    return atNanos - nanoTime.getAsLong() <= 0;
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, atNanos - nanoTime.getAsLong()));
  }

  /** What is left, but no more than this. */
  Duration atMost(Duration length) {
    Duration left = left();
    return left.compareTo(length) < 0 ? left : length;
  }
}
