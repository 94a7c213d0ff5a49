package io.lapse.ledger.timers;

import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;

/**
 * The running count of one base: timers are added, each with its due time counted from the
 * inventory.
 *
 * <p>A one-shot due before the stop is gone; a periodic timer is rolled forward to the stop with
 * its phase kept, as hrtimer_forward does (kernel/time/hrtimer.c).
 *
 * <p>An inventory ages. A one-shot that fell due between it and the stop has most likely been armed
 * anew by its owner, for when is not known. Timers that a guest disarms it arms about as often. So
 * as many one-shots as fell due since may be due besides, and as many of those that are counted may
 * have been disarmed.
 */
final class DueTimers {
  private final ExpiryWindow window;
  private long surelyOneShot;
  private long surelyPeriodic;
  private long expected;
  private long possibly;
  private long overruns;

  /** One-shots that fell due between inventory and stop, and are not counted as possibly due. */
  private long turnedOver;

  /** All one-shots that may have fallen due between inventory and stop. */
  private long gone;

  DueTimers(ExpiryWindow window) {
    this.window = window;
  }

  /** A timer, exactly. */
  void add(long dueNanos, long intervalNanos) {
    if (window.advanceNanos() <= 0) {
      return;
    }
    long begin = window.rolledNanos();
    long end = window.endNanos();
    long expirations = expirations(dueNanos, intervalNanos, begin, end);
    if (expirations > 0) {
      expected++;
      overruns = Math.addExact(overruns, expirations - 1);
    }
    if (expirations > 0 && expirations(dueNanos, intervalNanos, surelyFrom(), surelyTo()) > 0) {
      surely(intervalNanos > 0, 1);
    }
    boolean isPossible = expirations(dueNanos, intervalNanos, possiblyFrom(), possiblyTo()) > 0;
    possibly += isPossible ? 1 : 0;
    if (intervalNanos == 0 && mayBeGone(dueNanos)) {
      gone++;
      turnedOver += isPossible ? 0 : 1;
    }
  }

  /** Timers that are alike, by the least and the most that is known of their times. */
  void add(TimerHistogram.Cell cell) {
    if (window.advanceNanos() <= 0) {
      return;
    }
    if (cell.isPeriodic()) {
      addPeriodic(cell);
    } else {
      addOneShots(cell);
    }
  }

  private void addOneShots(TimerHistogram.Cell cell) {
    long least = cell.dueNanos();
    long most = cell.dueNanosMax();
    expected += share(cell.count(), least, most, window.rolledNanos(), window.endNanos());
    if (least > surelyFrom() && most <= surelyTo()) {
      surely(false, cell.count());
    }
    boolean isPossible = most > possiblyFrom() && least <= possiblyTo();
    possibly += isPossible ? cell.count() : 0;
    if (mayBeGone(least)) {
      gone += cell.count();
      turnedOver += isPossible ? 0 : cell.count();
    }
  }

  /** Of a count spread evenly over [least, most], what lies in (begin, end]; to the nearest. */
  private static long share(long count, long least, long most, long begin, long end) {
    long from = Math.max(least, Math.addExact(begin, 1));
    long to = Math.min(most, end);
    if (to < from) {
      return 0;
    }
    return Proportion.of(count, to - from + 1, most - least + 1);
  }

  /** Their phase is not known: in less than a period as many expire as it is long. */
  private void addPeriodic(TimerHistogram.Cell cell) {
    long least = cell.intervalNanos();
    long most = cell.intervalNanosMax();
    long middle = least + (most - least) / 2;
    long advance = window.advanceNanos();
    long count = cell.count();
    possibly += count;
    if (Math.subtractExact(surelyTo(), surelyFrom()) >= most) {
      surely(true, count);
    }
    if (advance < middle) {
      expected += Proportion.of(count, advance, middle);
      return;
    }
    expected += count;
    overruns = Math.addExact(overruns, Proportion.of(count, advance, middle) - count);
  }

  private void surely(boolean periodic, long count) {
    if (periodic) {
      surelyPeriodic += count;
    } else {
      surelyOneShot += count;
    }
  }

  /** Whether a one-shot may have fallen due before the stop, in an inventory that is older. */
  private boolean mayBeGone(long dueNanos) {
    return window.rolledNanos() > 0 && dueNanos <= surelyFrom();
  }

  private long surelyFrom() {
    return Math.addExact(window.rolledNanos(), window.beginErrorNanos());
  }

  private long surelyTo() {
    return Math.subtractExact(window.endNanos(), window.endErrorNanos());
  }

  private long possiblyFrom() {
    return Math.subtractExact(window.rolledNanos(), window.beginErrorNanos());
  }

  private long possiblyTo() {
    return Math.addExact(window.endNanos(), window.endErrorNanos());
  }

  /** Expirations of a timer in (begin, end]. */
  private static long expirations(
      long dueNanos, long intervalNanos, long beginNanos, long endNanos) {
    if (endNanos <= beginNanos) {
      return 0;
    }
    long next = dueNanos;
    if (intervalNanos > 0 && next <= beginNanos) {
      long periods = Math.floorDiv(Math.subtractExact(beginNanos, next), intervalNanos) + 1;
      next = Math.addExact(next, Math.multiplyExact(periods, intervalNanos));
    }
    if (next <= beginNanos || next > endNanos) {
      return 0;
    }
    return intervalNanos == 0 ? 1 : Math.floorDiv(endNanos - next, intervalNanos) + 1;
  }

  BaseExpiry result() {
    long low = surelyPeriodic + Math.max(0, surelyOneShot - gone);
    return new BaseExpiry(low, expected, possibly + turnedOver, overruns);
  }
}
