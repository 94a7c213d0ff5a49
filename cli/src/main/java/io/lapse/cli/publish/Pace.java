package io.lapse.cli.publish;

import io.lapse.ledger.time.TaiInstant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the distance between events: as it was, or a number of times shorter. */
final class Pace {
  private final @Nullable Double speed;
  private final long startNanos = System.nanoTime();
  private @Nullable TaiInstant first;

  /**
   * A pace from now on.
   *
   * @param speed how many times faster than the events happened; null: as fast as it goes
   */
  Pace(@Nullable Double speed) {
    this.speed = speed;
  }

  /** Waits until an event is due. */
  void await(TaiInstant at) throws InterruptedException {
    if (speed == null) {
      return;
    }
    if (first == null) {
      first = at;
    }
    long dueNanos = (long) (first.nanosUntil(at) / speed);
    long waitNanos = dueNanos - (System.nanoTime() - startNanos);
    if (waitNanos > 0) {
      TimeUnit.NANOSECONDS.sleep(waitNanos);
    }
  }
}
