package io.lapse.ledger.timers;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts the timers of a guest that fell due when its clocks moved at once: one by one where they
 * are listed, by their histogram where they are counted. {@link DueTimers} says what is rolled
 * forward, and how far the interval reaches.
 */
public final class ExpiryEstimator {
  private final Map<TimerClock, DueTimers> due = new EnumMap<>(TimerClock.class);

  ExpiryEstimator(Map<TimerClock, ExpiryWindow> windows) {
    for (TimerClock base : TimerClock.values()) {
      ExpiryWindow window = windows.get(base);
      if (window == null) {
        throw new IllegalArgumentException("windows must hold every base: " + base);
      }
      due.put(base, new DueTimers(window));
    }
  }

  /**
   * The estimate.
   *
   * @param inventory the timers, as they stood before the stop
   * @param windows one per base
   * @throws ArithmeticException beyond 64 bits
   */
  public static ExpiryEstimate estimate(
      GuestEvent.Inventory inventory, Map<TimerClock, ExpiryWindow> windows) {
    ExpiryEstimator estimator = new ExpiryEstimator(windows);
    TimerHistogram histogram = inventory.histogram();
    if (histogram != null) {
      estimator.add(histogram);
    } else {
      inventory.timers().forEach(timer -> estimator.add(timer, inventory.dueNanos(timer)));
    }
    return estimator.result(Basis.INVENTORY);
  }

  private void add(ArmedTimer timer, long dueNanos) {
    of(timer.base()).add(dueNanos, timer.intervalNanos());
  }

  void add(TimerHistogram histogram) {
    histogram.cells().forEach(cell -> of(cell.base()).add(cell));
  }

  private DueTimers of(TimerClock base) {
    return Objects.requireNonNull(due.get(base));
  }

  ExpiryEstimate result(Basis basis) {
    return new ExpiryEstimate(
        of(TimerClock.MONOTONIC).result(),
        of(TimerClock.BOOTTIME).result(),
        of(TimerClock.REALTIME).result(),
        of(TimerClock.TAI).result(),
        basis);
  }
}
