package io.lapse.guestconsumer;

import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;

/** From a guest's inventory to the kernel that it was taken of. */
public final class GuestInventory {
  private GuestInventory() {}

  /**
   * The kernel as the inventory found it. Of its NTP state the inventory says nothing: it is taken
   * for synchronised.
   *
   * @throws IllegalArgumentException if no kernel can stand so: a clock or a due time before its
   *     beginning, a TAI offset out of range, too many timers
   * @throws ArithmeticException if its clocks do not fit 64 bits
   */
  public static KernelStart kernel(GuestEvent.Inventory inventory) {
    Clocks clocks =
        Clocks.reading(
            inventory.realtimeNanos(),
            inventory.monotonicNanos(),
            inventory.boottimeNanos(),
            inventory.taiOffsetSeconds());
    return new KernelStart(
        KernelBuild.UNKNOWN,
        clocks,
        NtpStart.SYNCHRONISED,
        inventory.timers().stream().map(GuestInventory::timer).toList());
  }

  private static Timer timer(ArmedTimer armed) {
    return new Timer(
        armed.id(),
        kind(armed.kind()),
        clock(armed.clock()),
        armed.absolute(),
        armed.expiresNanos(),
        armed.intervalNanos(),
        armed.cancelOnSet(),
        armed.readOnExpiry());
  }

  private static TimerKind kind(io.lapse.ledger.guest.TimerKind kind) {
    return switch (kind) {
      case TIMERFD -> TimerKind.TIMERFD;
      case POSIX -> TimerKind.POSIX;
      case NANOSLEEP -> TimerKind.NANOSLEEP;
    };
  }

  private static Clock clock(TimerClock clock) {
    return switch (clock) {
      case MONOTONIC -> Clock.MONOTONIC;
      case BOOTTIME -> Clock.BOOTTIME;
      case REALTIME -> Clock.REALTIME;
      case TAI -> Clock.TAI;
    };
  }
}
