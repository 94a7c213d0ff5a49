package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.notice.RanOn;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimator;
import io.lapse.ledger.timers.ExpiryWindow;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The timers of a guest as they stood when it stopped.
 *
 * @param monotonicRolledNanos by how much CLOCK_MONOTONIC had run on since the inventory
 * @param boottimeRolledNanos the same of CLOCK_BOOTTIME
 * @param wallRolledNanos the same of CLOCK_REALTIME and CLOCK_TAI
 * @param errorNanos what these may be off by
 */
public record TimersAtStop(
    Recorded<GuestEvent.Inventory> inventory,
    long monotonicRolledNanos,
    long boottimeRolledNanos,
    long wallRolledNanos,
    long errorNanos) {

  static TimersAtStop of(RunningInventory running, Stamp stop) {
    long passed = running.inventory().at().nanosUntil(stop.at());
    Stamp taken = running.inventory().input().stamp();
    long error = Math.addExact(taken.errorNanos(), stop.errorNanos());
    return new TimersAtStop(
        running.inventory(),
        Math.subtractExact(passed, running.monotonicStillNanos()),
        Math.subtractExact(passed, running.boottimeStillNanos()),
        Math.subtractExact(passed, running.wallStillNanos()),
        Math.addExact(error, running.errorNanos()));
  }

  /** The timers that fell due by what the outage has moved so far. */
  ExpiryEstimate expired(Closing closing, Moved moved) {
    return ExpiryEstimator.estimate(
        inventory.input(), windows(closing, moved, this::rolledNanos, errorNanos));
  }

  /** What each base did over an outage, counted from its stop. */
  static Map<TimerClock, ExpiryWindow> windowsFromTheStop(Closing closing, Moved moved) {
    return windows(closing, moved, base -> 0, 0);
  }

  private static Map<TimerClock, ExpiryWindow> windows(
      Closing closing, Moved moved, ToLongFunction<TimerClock> rolledNanos, long errorNanos) {
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      long advance = moved.advanceNanos(closing, base);
      long endError =
          base == TimerClock.MONOTONIC
              ? errorNanos
              : Math.addExact(errorNanos, closing.sleepErrorNanos());
      windows.put(
          base, new ExpiryWindow(rolledNanos.applyAsLong(base), advance, errorNanos, endError));
    }
    return windows;
  }

  /** The same, as the guest is told it. */
  RanOn ranOn() {
    return new RanOn(inventory.at(), monotonicRolledNanos, boottimeRolledNanos);
  }

  private long rolledNanos(TimerClock base) {
    return switch (base) {
      case MONOTONIC -> monotonicRolledNanos;
      case BOOTTIME -> boottimeRolledNanos;
      case REALTIME, TAI -> wallRolledNanos;
    };
  }
}
