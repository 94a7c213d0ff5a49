package io.lapse.guestkernel.watchdog;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.watchdog.Watchdogs.Seen;
import java.util.function.Consumer;

/**
 * Compares the clocksource with QEMU's HPET twice a second: {@code clocksource_watchdog}. The HPET
 * has 32 bits at 100 MHz; a difference with its top bit set counts as none.
 */
public final class ClocksourceWatchdog {
  private static final long HPET_TICK_NANOS = 10;
  private static final long HPET_MASK = 0xffff_ffffL;
  private static final long INTERVAL_NANOS = 500_000_000L;

  /** A longer interval says nothing of the counter: the host did not run the guest. */
  private static final long INTERVAL_MAX_NANOS = 2 * INTERVAL_NANOS;

  /** WATCHDOG_THRESHOLD of the kernels that compare long intervals. */
  private static final long SKEW_OLD_NANOS = 62_500_000L;

  /** Twice the uncertainty of each: 2 * (125 us + 125 us). */
  private static final long SKEW_NANOS = 500_000L;

  private final boolean skipsLongIntervals;
  private long nextNanos;
  private long csLastNanos;
  private long hpetLast;
  private long longestNanos;
  private boolean unstable;

  /**
   * Where in its period the guest is found is not known: in the middle.
   *
   * @param skipsLongIntervals whether this kernel knows that a long interval says nothing
   */
  public ClocksourceWatchdog(boolean skipsLongIntervals, Seen start) {
    this.skipsLongIntervals = skipsLongIntervals;
    nextNanos = start.monotonicNanos() + INTERVAL_NANOS / 2;
    csLastNanos = start.schedNanos() - INTERVAL_NANOS / 2;
    hpetLast = (start.hpetNanos() - INTERVAL_NANOS / 2) / HPET_TICK_NANOS;
  }

  private ClocksourceWatchdog(ClocksourceWatchdog other) {
    skipsLongIntervals = other.skipsLongIntervals;
    nextNanos = other.nextNanos;
    csLastNanos = other.csLastNanos;
    hpetLast = other.hpetLast;
    longestNanos = other.longestNanos;
    unstable = other.unstable;
  }

  ClocksourceWatchdog copy() {
    return new ClocksourceWatchdog(this);
  }

  boolean isUnstable() {
    return unstable;
  }

  /** {@code clocksource_touch_watchdog}: the next interval begins now. */
  void reset(Seen seen) {
    csLastNanos = seen.schedNanos();
    hpetLast = seen.hpetNanos() / HPET_TICK_NANOS;
  }

  void tick(Seen seen, Consumer<Effect> effects) {
    if (unstable || seen.monotonicNanos() < nextNanos) {
      return;
    }
    nextNanos = seen.monotonicNanos() + INTERVAL_NANOS;
    long csNanos = seen.schedNanos() - csLastNanos;
    long wdNanos = hpetNanosSince(seen);
    reset(seen);
    long intervalNanos = Math.max(csNanos, wdNanos);
    if (skipsLongIntervals && intervalNanos > INTERVAL_MAX_NANOS) {
      // Said again only if it is much worse.
      if (intervalNanos / 2 > longestNanos) {
        longestNanos = intervalNanos;
        effects.accept(new Effect.ClocksourceWatchdogSkipped(csNanos, wdNanos));
      }
    } else if (Math.abs(csNanos - wdNanos) > (skipsLongIntervals ? SKEW_NANOS : SKEW_OLD_NANOS)) {
      unstable = true;
      effects.accept(new Effect.ClocksourceUnstable(csNanos, wdNanos));
    }
  }

  private long hpetNanosSince(Seen seen) {
    long delta = (seen.hpetNanos() / HPET_TICK_NANOS - hpetLast) & HPET_MASK;
    return delta > HPET_MASK >>> 1 ? 0 : delta * HPET_TICK_NANOS;
  }
}
