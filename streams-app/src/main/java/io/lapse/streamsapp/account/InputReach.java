package io.lapse.streamsapp.account;

import io.lapse.ledger.time.TaiInstant;

/**
 * How far the inputs of a task have come. A ledger that catches up meets stops whose restarts it
 * has yet to read, and must not take them for guests that stand still.
 */
final class InputReach {
  /** A task that was given nothing for so long has nothing to catch up with. */
  static final long IDLE_MILLIS = 30_000;

  private long lastInputMillis;
  private boolean anyInput;
  private long newestNanos = Long.MIN_VALUE;
  private long reachedNanos = Long.MIN_VALUE;

  InputReach(long nowMillis) {
    lastInputMillis = nowMillis;
  }

  /** An input was accepted. */
  void note(TaiInstant stamp) {
    anyInput = true;
    newestNanos = Math.max(newestNanos, stamp.nanos());
  }

  /** Some time has passed. What one stamp said holds until others come: it may be false. */
  void tick(long nowMillis) {
    if (anyInput) {
      lastInputMillis = nowMillis;
      reachedNanos = newestNanos;
      newestNanos = Long.MIN_VALUE;
      anyInput = false;
    }
  }

  /**
   * Whether the restart of an outage that is overdue would have been read, had it been in time: the
   * inputs have come that far, or there are none, or it has been awaited for as long again.
   */
  boolean isPast(OpenOutages.Watch overdue, long nowMillis) {
    return reachedNanos >= overdue.dueNanos()
        || nowMillis - lastInputMillis >= IDLE_MILLIS
        || nowMillis >= overdue.longKnownMillis();
  }
}
