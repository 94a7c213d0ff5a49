package io.lapse.cli.publish;

import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the distance between events: as it was, or a number of times shorter. Each event has its
 * due time from the first one and from one start, so that what one wait is late does not add to the
 * next, however many there are.
 */
final class Pace {
  private final @Nullable Double speed;
  private final TaiInstant first;
  private final long startNanos;

  /**
   * A pace from now on.
   *
   * @param speed how many times faster than the events happened; null: as fast as it goes
   * @param first when the first of them happened: it is due now
   * @param startNanos now, by {@link Time#nanos}
   */
  Pace(@Nullable Double speed, TaiInstant first, long startNanos) {
    this.speed = speed;
    this.first = first;
    this.startNanos = startNanos;
  }

  /** Whether there is one to keep. */
  boolean isKept() {
    return speed != null;
  }

  /**
   * How long until an event is due; 0 or less: it is.
   *
   * @param at when it happened, not before the first
   * @param nowNanos by {@link Time#nanos}
   */
  long waitNanos(TaiInstant at, long nowNanos) {
    if (speed == null) {
      return 0;
    }
    long distanceNanos = at.nanos() - first.nanos();
    // Stamps may be further apart than 64 bits of nanoseconds, and their hosts' clocks were wrong.
    long wholeNanos = distanceNanos < 0 ? Long.MAX_VALUE : distanceNanos;
    // A double holds 104 days to the nanosecond; the cast ends at the largest long.
    long dueNanos = speed == 1 ? wholeNanos : (long) (wholeNanos / speed);
    return dueNanos - (nowNanos - startNanos);
  }
}
