package io.lapse.guestconsumer;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelBuild;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.reaction.KnownGuest;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.guestkernel.timer.TimerKind;
import io.lapse.guestkernel.timer.TimerQueue;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From a guest's inventory to the kernel that it was taken of. */
final class FoundKernel {
  private FoundKernel() {}

  /**
   * The kernel as the inventory found it. Of timers that are counted only those are armed that a
   * set clock cancels: a reaction tells of no others.
   *
   * @throws IllegalArgumentException if no kernel can stand so: a clock or a due time before its
   *     beginning, a TAI offset out of range, two timers of one name, too many timers
   * @throws ArithmeticException if its clocks do not fit 64 bits
   */
  static KnownGuest.Found of(GuestEvent.Inventory inventory) {
    Clocks clocks =
        Clocks.reading(
            inventory.realtimeNanos(),
            inventory.monotonicNanos(),
            inventory.boottimeNanos(),
            inventory.taiOffsetSeconds());
    TimerHistogram histogram = inventory.histogram();
    List<Timer> timers =
        histogram == null
            ? inventory.timers().stream().map(FoundKernel::timer).toList()
            : cancelled(histogram, inventory.realtimeNanos());
    return new KnownGuest.Found(inventory.stamp().at(), clocks, timers);
  }

  /** Why no kernel can stand as the inventory says, and be started so; empty if one can. */
  static Optional<String> refusal(GuestEvent.Inventory inventory) {
    try {
      KnownGuest.Found found = of(inventory);
      GuestKernel.started(
          new KernelStart(
              KernelBuild.UNKNOWN, found.clocks(), NtpStart.SYNCHRONISED, found.timers()));
      return Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<Timer> cancelled(TimerHistogram histogram, long realtimeNanos) {
    List<Timer> timers = new ArrayList<>();
    for (TimerHistogram.Cell cell : histogram.cells()) {
      if (cell.cancelOnSet() && cell.base() == TimerClock.REALTIME) {
        addAll(timers, cell, realtimeNanos);
      }
    }
    return timers;
  }

  private static void addAll(List<Timer> timers, TimerHistogram.Cell cell, long realtimeNanos) {
    if (cell.count() > TimerQueue.TIMERS_MAX - timers.size()) {
      throw new IllegalArgumentException(
          "timers must be at most " + TimerQueue.TIMERS_MAX + ": " + cell.count());
    }
    long expires = Math.addExact(realtimeNanos, cell.dueNanosMax());
    for (long i = 0; i < cell.count(); i++) {
      timers.add(
          new Timer(
              "counted " + timers.size(),
              TimerKind.TIMERFD,
              Clock.REALTIME,
              true,
              expires,
              cell.intervalNanos(),
              true,
              true));
    }
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

  /** The kernel reads its own timers at once, as the owner of a timerfd does. */
  private static TimerKind kind(io.lapse.ledger.guest.TimerKind kind) {
    return switch (kind) {
      case TIMERFD, KERNEL -> TimerKind.TIMERFD;
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
