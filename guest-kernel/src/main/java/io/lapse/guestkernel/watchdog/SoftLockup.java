package io.lapse.guestkernel.watchdog;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.watchdog.Watchdogs.Seen;
import java.util.function.Consumer;

/**
 * The soft-lockup detector. Its unit is 2^30 ns, which the kernel prints as seconds. An idle vCPU
 * is never stuck.
 */
final class SoftLockup {
  /** {@code get_timestamp}: ns to its unit. */
  private static final int UNIT_SHIFT = 30;

  /** 2 * watchdog_thresh. */
  private static final long THRESHOLD = 20;

  /** sample_period: 2 * watchdog_thresh / 5. */
  private static final long PERIOD_NANOS = 4_000_000_000L;

  private long touched;
  private long nextNanos;

  /** Where in its period the guest is found is not known: in the middle. */
  SoftLockup(Seen start) {
    touched = (start.schedNanos() - PERIOD_NANOS / 2) >> UNIT_SHIFT;
    nextNanos = start.monotonicNanos() + PERIOD_NANOS / 2;
  }

  private SoftLockup(SoftLockup other) {
    touched = other.touched;
    nextNanos = other.nextNanos;
  }

  SoftLockup copy() {
    return new SoftLockup(this);
  }

  void touch(Seen seen) {
    touched = seen.schedNanos() >> UNIT_SHIFT;
  }

  void tick(Seen seen, boolean busy, Consumer<Effect> effects) {
    if (seen.monotonicNanos() < nextNanos) {
      return;
    }
    nextNanos += ((seen.monotonicNanos() - nextNanos) / PERIOD_NANOS + 1) * PERIOD_NANOS;
    long now = seen.schedNanos() >> UNIT_SHIFT;
    if (busy && now - touched > THRESHOLD) {
      effects.accept(new Effect.SoftLockup(0, now - touched));
    }
    touched = now;
  }
}
