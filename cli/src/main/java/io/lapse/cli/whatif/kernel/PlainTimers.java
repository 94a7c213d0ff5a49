package io.lapse.cli.whatif.kernel;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerKind;

/**
 * The timers of an inventory, each with an owner who reads it whenever it expires: so that all that
 * expires is seen. When it does so is the same.
 */
final class PlainTimers {
  private PlainTimers() {}

  static GuestEvent.Inventory of(GuestEvent.Inventory inventory) {
    return new GuestEvent.Inventory(
        inventory.envelope(),
        inventory.realtimeNanos(),
        inventory.monotonicNanos(),
        inventory.boottimeNanos(),
        inventory.taiOffsetSeconds(),
        inventory.timers().stream().map(PlainTimers::plain).toList());
  }

  private static ArmedTimer plain(ArmedTimer timer) {
    return new ArmedTimer(
        timer.id(),
        kind(timer),
        timer.clock(),
        timer.absolute(),
        timer.expiresNanos(),
        timer.intervalNanos(),
        false,
        true);
  }

  /** A task that sleeps again and again is listed with a period, which no single sleep has. */
  private static TimerKind kind(ArmedTimer timer) {
    return timer.kind() == TimerKind.NANOSLEEP && timer.intervalNanos() > 0
        ? TimerKind.TIMERFD
        : timer.kind();
  }
}
