package io.lapse.ledger.timers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which timers fall due in a window, counted from the inventory's instant. */
class ExpiryEstimatorTest {
  private static final long REALTIME = 1_000_000;
  private static final long MONOTONIC = 500;
  private static final long BOOTTIME = 700;

  private static GuestEvent.Inventory inventory(ArmedTimer... timers) {
    Envelope envelope = new Envelope("g", null, Stamp.of(new TaiInstant(0), 0), Source.JSONL, null);
    return new GuestEvent.Inventory(envelope, REALTIME, MONOTONIC, BOOTTIME, 0, List.of(timers));
  }

  private static ArmedTimer timer(TimerClock clock, boolean absolute, long expires, long interval) {
    return new ArmedTimer("t", TimerKind.TIMERFD, clock, absolute, expires, interval, false, true);
  }

  private static Map<TimerClock, ExpiryWindow> windows(ExpiryWindow window) {
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      windows.put(base, window);
    }
    return windows;
  }

  @ParameterizedTest(name = "due {0}, every {1}, window ({2}, {2} + {3}], error {4}")
  @CsvSource({
    // One-shots: gone before the stop, but perhaps armed anew; at its edges, inside, after.
    "90, 0, 100, 50, 0,   0, 0, 1, 0",
    "100, 0, 100, 50, 0,  0, 0, 1, 0",
    "101, 0, 100, 50, 0,  1, 1, 1, 0",
    "150, 0, 100, 50, 0,  1, 1, 1, 0",
    "151, 0, 100, 50, 0,  0, 0, 0, 0",
    // Near an edge the error decides.
    "101, 0, 100, 50, 2,  0, 1, 1, 0",
    "100, 0, 100, 50, 2,  0, 0, 1, 0",
    "152, 0, 100, 50, 2,  0, 0, 1, 0",
    "149, 0, 100, 50, 2,  0, 1, 1, 0",
    // At the very instant of the inventory nobody can have armed it anew.
    "0, 0, 0, 50, 0,      0, 0, 0, 0",
    // Periodic: rolled forward with its phase, one timer, the rest overruns.
    "10, 20, 100, 49, 0,  1, 1, 1, 1",
    "10, 20, 100, 60, 0,  1, 1, 1, 2",
    "100, 20, 100, 50, 0, 1, 1, 1, 1",
    "130, 20, 100, 50, 0, 1, 1, 1, 1",
    "10, 1000, 100, 50, 0, 0, 0, 0, 0",
    // Nothing moved, or time ran backwards: nothing expires.
    "101, 0, 100, 0, 9,   0, 0, 0, 0",
    "101, 0, 100, -50, 9, 0, 0, 0, 0"
  })
  void timer_inAWindow(
      long due,
      long interval,
      long rolled,
      long advance,
      long error,
      long low,
      long expected,
      long high,
      long overruns) {
    GuestEvent.Inventory inventory =
        inventory(timer(TimerClock.MONOTONIC, true, MONOTONIC + due, interval));

    ExpiryEstimate estimate =
        ExpiryEstimator.estimate(
            inventory, windows(new ExpiryWindow(rolled, advance, error, error)));

    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(low, expected, high, overruns));
    assertThat(estimate.realtime()).isEqualTo(BaseExpiry.NONE);
  }

  /** As many as fell due since the inventory may be due besides, or may have been disarmed. */
  @ParameterizedTest(name = "{0} fell due before the stop, {1} fall due after it")
  @CsvSource({"0, 3, 3, 3", "1, 3, 2, 4", "3, 3, 0, 6", "5, 3, 0, 8", "5, 0, 0, 5"})
  void timersThatFellDueSinceTheInventory_widenTheInterval(
      int before, int after, long low, long high) {
    ArmedTimer[] timers = new ArmedTimer[before + after];
    Arrays.fill(timers, 0, before, timer(TimerClock.MONOTONIC, true, MONOTONIC + 50, 0));
    Arrays.fill(
        timers, before, before + after, timer(TimerClock.MONOTONIC, true, MONOTONIC + 120, 0));

    ExpiryEstimate estimate =
        ExpiryEstimator.estimate(inventory(timers), windows(new ExpiryWindow(100, 50, 0, 0)));

    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(low, after, high, 0));
    assertThat(estimate.boottime()).isEqualTo(BaseExpiry.NONE);
  }

  /** One of 99 or of 102 may be before the stop, where that may be 2 off: one may be disarmed. */
  @ParameterizedTest(name = "another one is due {0}")
  @CsvSource({"97, 0, 1, 2", "99, 0, 1, 2", "102, 0, 2, 2", "103, 2, 2, 2"})
  void timerThatMayHaveFallenDueBeforeTheStop_widensTheInterval(
      long due, long low, long expected, long high) {
    GuestEvent.Inventory inventory =
        inventory(
            timer(TimerClock.MONOTONIC, true, MONOTONIC + due, 0),
            timer(TimerClock.MONOTONIC, true, MONOTONIC + 120, 0));

    ExpiryEstimate estimate =
        ExpiryEstimator.estimate(inventory, windows(new ExpiryWindow(100, 50, 2, 0)));

    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(low, expected, high, 0));
  }

  @Test
  void periodicTimers_doNotTurnOver() {
    GuestEvent.Inventory inventory =
        inventory(
            timer(TimerClock.MONOTONIC, true, MONOTONIC + 10, 20),
            timer(TimerClock.MONOTONIC, true, MONOTONIC + 120, 0));

    ExpiryEstimate estimate =
        ExpiryEstimator.estimate(inventory, windows(new ExpiryWindow(100, 50, 0, 0)));

    assertThat(estimate.monotonic()).isEqualTo(new BaseExpiry(2, 2, 2, 2));
  }

  @Test
  void relativeRealtimeTimer_countsAsMonotonic() {
    GuestEvent.Inventory inventory =
        inventory(
            timer(TimerClock.REALTIME, false, REALTIME + 10, 0),
            timer(TimerClock.REALTIME, true, REALTIME + 10, 0));
    Map<TimerClock, ExpiryWindow> windows = windows(new ExpiryWindow(0, 0, 0, 0));
    windows.put(TimerClock.REALTIME, new ExpiryWindow(0, 20, 0, 0));

    ExpiryEstimate stepped = ExpiryEstimator.estimate(inventory, windows);

    assertThat(stepped.realtime().expected()).isEqualTo(1);
    assertThat(stepped.monotonic().expected()).isZero();
  }

  @Test
  void eachBase_hasItsOwnWindow() {
    GuestEvent.Inventory inventory =
        inventory(
            timer(TimerClock.MONOTONIC, true, MONOTONIC + 10, 0),
            timer(TimerClock.BOOTTIME, true, BOOTTIME + 10, 0),
            timer(TimerClock.TAI, true, REALTIME + 10, 0));
    Map<TimerClock, ExpiryWindow> windows = windows(new ExpiryWindow(0, 20, 0, 0));
    windows.put(TimerClock.MONOTONIC, new ExpiryWindow(0, 0, 0, 0));

    ExpiryEstimate estimate = ExpiryEstimator.estimate(inventory, windows);

    assertThat(estimate.monotonic().expected()).isZero();
    assertThat(estimate.boottime().expected()).isEqualTo(1);
    assertThat(estimate.tai().expected()).isEqualTo(1);
  }
}
