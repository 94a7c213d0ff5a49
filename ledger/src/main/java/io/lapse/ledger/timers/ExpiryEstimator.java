package io.lapse.ledger.timers;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts, from a list of a guest's armed timers, those that fell due when its clocks moved at once.
 *
 * <p>A one-shot due before the stop is gone; a periodic timer is rolled forward to the stop with
 * its phase kept, as hrtimer_forward does (kernel/time/hrtimer.c).
 */
public final class ExpiryEstimator {
  private ExpiryEstimator() {}

  /**
   * The estimate.
   *
   * @param inventory the timers, as they stood before the stop
   * @param windows one per base
   */
  public static ExpiryEstimate estimate(
      GuestEvent.Inventory inventory, Map<TimerClock, ExpiryWindow> windows) {
    Map<TimerClock, Count> counts = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      counts.put(base, new Count());
    }
    for (ArmedTimer timer : inventory.timers()) {
      ExpiryWindow window = windows.get(timer.base());
      Count count = counts.get(timer.base());
      if (window == null || count == null) {
        throw new IllegalArgumentException("windows must hold every base: " + timer.base());
      }
      if (window.advanceNanos() > 0) {
        count.add(timer, dueNanos(inventory, timer), window);
      }
    }
    return new ExpiryEstimate(
        result(counts, TimerClock.MONOTONIC),
        result(counts, TimerClock.BOOTTIME),
        result(counts, TimerClock.REALTIME),
        result(counts, TimerClock.TAI),
        Basis.INVENTORY);
  }

  /** From the inventory's instant to the timer's due time, on the clock that it names. */
  private static long dueNanos(GuestEvent.Inventory inventory, ArmedTimer timer) {
    return Math.subtractExact(timer.expiresNanos(), inventory.clockNanos(timer.clock()));
  }

  private static BaseExpiry result(Map<TimerClock, Count> counts, TimerClock base) {
    Count count = counts.get(base);
    return count == null ? BaseExpiry.NONE : count.result();
  }

  /** Expirations of a timer in (begin, end]. */
  private static long expirations(ArmedTimer timer, long dueNanos, long beginNanos, long endNanos) {
    if (endNanos <= beginNanos) {
      return 0;
    }
    long interval = timer.intervalNanos();
    long next = dueNanos;
    if (interval > 0 && next <= beginNanos) {
      long periods = Math.floorDiv(Math.subtractExact(beginNanos, next), interval) + 1;
      next = Math.addExact(next, Math.multiplyExact(periods, interval));
    }
    if (next <= beginNanos || next > endNanos) {
      return 0;
    }
    return interval == 0 ? 1 : Math.floorDiv(endNanos - next, interval) + 1;
  }

  /** The running totals of one base. */
  private static final class Count {
    private long low;
    private long expected;
    private long high;
    private long overruns;

    void add(ArmedTimer timer, long dueNanos, ExpiryWindow window) {
      long begin = window.rolledNanos();
      long end = window.endNanos();
      long expirations = expirations(timer, dueNanos, begin, end);
      if (expirations > 0) {
        expected++;
        overruns += expirations - 1;
      }
      if (expirations > 0 && isCertain(timer, dueNanos, window)) {
        low++;
      }
      long earliest = Math.subtractExact(begin, window.beginErrorNanos());
      long latest = Math.addExact(end, window.endErrorNanos());
      if (expirations(timer, dueNanos, earliest, latest) > 0) {
        high++;
      }
    }

    private static boolean isCertain(ArmedTimer timer, long dueNanos, ExpiryWindow window) {
      long surelyBegun = Math.addExact(window.rolledNanos(), window.beginErrorNanos());
      long surelyEnded = Math.subtractExact(window.endNanos(), window.endErrorNanos());
      return expirations(timer, dueNanos, surelyBegun, surelyEnded) > 0;
    }

    BaseExpiry result() {
      return new BaseExpiry(low, expected, high, overruns);
    }
  }
}
