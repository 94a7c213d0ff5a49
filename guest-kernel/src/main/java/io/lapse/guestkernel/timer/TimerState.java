package io.lapse.guestkernel.timer;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;

/**
 * A timer, and where it stands.
 *
 * <pre>
 *   ARMED --due, owner reads, periodic--> ARMED, its expiry moved past now
 *   ARMED --due, any other-------------> DONE
 *   ARMED --due and cancelled----------> DONE: ECANCELED is read in place of the expiry
 * </pre>
 *
 * A periodic timer that nobody reads is not armed again: timerfd does that in read().
 *
 * @param expiresNanos when it is due, on {@link Timer#base()}; {@link #NEVER} if it cannot be
 */
record TimerState(Timer timer, long expiresNanos, Phase phase) {

  /** KTIME_MAX, where the kernel saturates. */
  private static final long NEVER = Long.MAX_VALUE;

  enum Phase {
    ARMED,
    DONE
  }

  static TimerState armed(Timer timer, Timekeeper clocks) {
    if (timer.base() == timer.clock()) {
      return new TimerState(timer, timer.expiresNanos(), Phase.ARMED);
    }
    // Where the distance was counted from does not matter: what is left of it does.
    long leftNanos = Math.subtractExact(timer.expiresNanos(), clocks.read(timer.clock()));
    long dueNanos = addSafe(clocks.read(timer.base()), leftNanos);
    return new TimerState(timer, Math.max(0, dueNanos), Phase.ARMED);
  }

  boolean isDue(Timekeeper clocks) {
    return phase == Phase.ARMED && expiresNanos != NEVER && expiresNanos <= now(clocks);
  }

  /** A timer that is done stays listed only if a set clock can still cancel it. */
  boolean isListed() {
    return phase == Phase.ARMED || timer.isCancelledBySet();
  }

  /** How often it expires up to now: {@code hrtimer_forward()}; only if it is due. */
  long ticks(Timekeeper clocks) {
    if (!timer.isPeriodic()) {
      return 1;
    }
    return Math.addExact((now(clocks) - expiresNanos) / timer.intervalNanos(), 1);
  }

  /** When it first expires, on MONOTONIC with these offsets. */
  long dueMonotonicNanos(Timekeeper clocks) {
    return Math.subtractExact(expiresNanos, clocks.offset(timer.base()));
  }

  /** After it was due. */
  TimerState expired(Timekeeper clocks) {
    if (!timer.isPeriodic() || !timer.readOnExpiry()) {
      return done();
    }
    // The phase is kept: whole periods are added, as many as make it later than now.
    return new TimerState(timer, forward(ticks(clocks)), Phase.ARMED);
  }

  TimerState done() {
    return new TimerState(timer, expiresNanos, Phase.DONE);
  }

  Effect cancelled(Timekeeper clocks) {
    return new Effect.TimerCancelled(
        timer.id(), clocks.read(Clock.MONOTONIC), timer.readOnExpiry());
  }

  private long forward(long ticks) {
    long interval = timer.intervalNanos();
    boolean fits = ticks <= (NEVER - expiresNanos) / interval;
    return fits ? expiresNanos + ticks * interval : NEVER;
  }

  private long now(Timekeeper clocks) {
    return clocks.read(timer.base());
  }

  /** {@code ktime_add_safe}. */
  private static long addSafe(long notNegative, long any) {
    return any > NEVER - notNegative ? NEVER : notNegative + any;
  }
}
