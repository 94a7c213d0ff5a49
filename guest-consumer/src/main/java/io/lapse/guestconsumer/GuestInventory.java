package io.lapse.guestconsumer;

import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpState;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;

/** From a guest's inventory to the kernel that it was taken of. */
public final class GuestInventory {
  /** CONFIG_HZ of Debian's kernels; no inventory says it, and no reaction depends on it. */
  private static final int HZ = 250;

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
    Timekeeper clocks =
        Timekeeper.reading(
            inventory.realtimeNanos(),
            inventory.monotonicNanos(),
            inventory.boottimeNanos(),
            inventory.taiOffsetSeconds());
    return new KernelStart(
        clocks,
        NtpState.synchronised(HZ),
        inventory.timers().stream().map(GuestInventory::timer).toList());
  }

  private static Timer timer(ArmedTimer armed) {
    return new Timer(
        armed.id(),
        clock(armed.clock()),
        armed.absolute(),
        armed.expiresNanos(),
        armed.intervalNanos(),
        armed.cancelOnSet(),
        armed.readOnExpiry());
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
