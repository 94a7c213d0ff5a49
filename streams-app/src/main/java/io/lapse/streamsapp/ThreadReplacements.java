package io.lapse.streamsapp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Whether a stream thread that died is to be replaced. Several threads may ask at once. */
final class ThreadReplacements {
  /** A thread that dies this often in the window dies of something that a new one does not cure. */
  static final int REPLACEMENTS_MAX = 5;

  static final Duration WINDOW = Duration.ofHours(1);

  private final LongSupplier nanoTime;
  private final Deque<Long> replacedAt = new ArrayDeque<>();

  /**
   * @param nanoTime a clock that only goes forward, in ns
   */
  ThreadReplacements(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized boolean allow() {
    long now = nanoTime.getAsLong();
    replacedAt.removeIf(at -> now - at > WINDOW.toNanos());
    if (replacedAt.size() >= REPLACEMENTS_MAX) {
      return false;
    }
    replacedAt.add(now);
    return true;
  }
}
