package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.guestkernel.KernelStart;
import io.lapse.guestkernel.ntp.NtpStart;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timer.Timer;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.notice.RanOn;
import java.util.List;

/**
 * A guest's kernel as it stood when the guest stopped, from what is known of the guest and what its
 * notice says.
 *
 * <p>Its wall clock is behind by what the notice says that remains; but for that it is as right as
 * it was when it was found. Its NTP daemon has synchronised it. What was due before the stop has
 * expired. Of a guest that nobody looked into nothing is known: it booted then, its CLOCK_REALTIME
 * is TAI.
 */
final class StoppedKernel {
  private final KnownGuest known;
  private final Notice notice;
  private final long behindNanos;

  private StoppedKernel(KnownGuest known, Notice notice, long behindNanos) {
    this.known = known;
    this.notice = notice;
    this.behindNanos = behindNanos;
  }

  /**
   * The kernel.
   *
   * @param behindNanos what its wall clock is behind TAI by once it runs again; negative if ahead
   * @throws ArithmeticException if its clocks do not fit 64 bits
   * @throws IllegalArgumentException if no kernel can stand so
   */
  static GuestKernel of(KnownGuest known, Notice notice, long behindNanos) {
    return new StoppedKernel(known, notice, behindNanos).kernel();
  }

  private GuestKernel kernel() {
    KnownGuest.Found found = known.found();
    Clocks clocks = found == null ? booted() : ranOn(found);
    GuestKernel kernel =
        GuestKernel.started(
            new KernelStart(
                known.build(),
                clocks,
                NtpStart.SYNCHRONISED,
                found == null
                    ? List.of()
                    : found.timers().stream().map(timer -> onItsBase(timer, found)).toList()));
    // What was due before the stop was read by its owner then.
    kernel.run(0, effect -> {});
    return kernel;
  }

  private Clocks booted() {
    return Clocks.reading(wallNanos(notice.restartedAt().nanos()), 0, 0, 0);
  }

  private Clocks ranOn(KnownGuest.Found found) {
    RanOn ranOn = notice.ranOn();
    long passed = Math.max(0, found.at().nanosUntil(notice.stoppedAt()));
    boolean same = ranOn != null && ranOn.since().equals(found.at());
    long monotonic = same && ranOn != null ? ranOn.monotonicNanos() : passed;
    long boottime = same && ranOn != null ? ranOn.boottimeNanos() : passed;
    Clocks then = found.clocks();
    long realtimeAtRestart =
        Math.addExact(then.realtimeNanos(), found.at().nanosUntil(notice.restartedAt()));
    return Clocks.reading(
        wallNanos(realtimeAtRestart),
        Math.addExact(then.monotonicNanos(), Math.max(0, monotonic)),
        Math.addExact(then.boottimeNanos(), Math.max(0, boottime)),
        then.taiOffsetSeconds());
  }

  /**
   * The wall clock at the stop.
   *
   * @param rightNanos what it would read at the restart if nothing were missing
   */
  private long wallNanos(long rightNanos) {
    long moves =
        Math.addExact(Math.max(0, notice.compensatedNanos()), Math.max(0, notice.sleptNanos()));
    return Math.subtractExact(Math.subtractExact(rightNanos, behindNanos), moves);
  }

  /** A relative timer of the wall clock counts on MONOTONIC, whatever became of the wall clock. */
  private static Timer onItsBase(Timer timer, KnownGuest.Found found) {
    if (timer.base() == timer.clock()) {
      return timer;
    }
    Clocks then = found.clocks();
    long offset = Math.subtractExact(then.realtimeNanos(), then.monotonicNanos());
    return new Timer(
        timer.id(),
        timer.kind(),
        Clock.MONOTONIC,
        true,
        Math.max(0, Math.subtractExact(timer.expiresNanos(), offset)),
        timer.intervalNanos(),
        timer.cancelOnSet(),
        timer.readOnExpiry());
  }
}
