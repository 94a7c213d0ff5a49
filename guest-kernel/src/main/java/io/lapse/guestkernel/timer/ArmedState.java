package io.lapse.guestkernel.timer;

import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;

/**
 * Where a timer stands: {@code struct timerfd_ctx} of fs/timerfd.c, and as much of a POSIX timer or
 * of a sleep as is the same.
 *
 * <pre>
 *   armed --due--> expired, one tick --read--> armed again, its expiry moved past now; if periodic
 *   any --the clock is set--> cancelled: the next read says so, and forgets what had expired
 * </pre>
 *
 * An expired periodic timer is armed again by read() or gettime(), not when it expires.
 */
final class ArmedState {
  /** KTIME_MAX, where the kernel saturates. */
  static final long NEVER = Long.MAX_VALUE;

  /** No new expiry. */
  static final long STAYS = Long.MIN_VALUE;

  private final Timer timer;
  private long expiresNanos = NEVER;
  private long ticks;
  private boolean expired;

  /** How often its owner has read an expiry. */
  private long reads;

  /** {@code moffs}: offs_real when it was looked at last; {@link #NEVER}: cancelled. */
  private long offsReal;

  ArmedState(Timer timer, long offsReal) {
    this.timer = timer;
    this.offsReal = offsReal;
  }

  ArmedState copy() {
    ArmedState copy = new ArmedState(timer, offsReal);
    copy.expiresNanos = expiresNanos;
    copy.ticks = ticks;
    copy.reads = reads;
    copy.expired = expired;
    return copy;
  }

  /** When it is first due, on its base; {@link #NEVER} if it cannot be. */
  long firstExpiry(Timekeeper clocks) {
    expiresNanos = timer.expiresNanos();
    if (timer.base() != timer.clock()) {
      // Where the distance was counted from does not matter: what is left of it does.
      long between = clocks.offset(timer.clock()) - clocks.offset(Clock.MONOTONIC);
      long due = expiresNanos - between;
      boolean overflows = ((expiresNanos ^ between) & (expiresNanos ^ due)) < 0;
      expiresNanos = overflows ? NEVER : Math.max(0, due);
    }
    return expiresNanos;
  }

  /** {@code timerfd_triggered}. */
  void expired() {
    expired = true;
    ticks++;
  }

  /**
   * {@code timerfd_clock_was_set}: false if the clock is where it was. Nor has it an effect on a
   * one-shot whose owner has read it, and waits no more.
   */
  boolean cancel(long newOffsReal) {
    boolean isDone = timer.readOnExpiry() && !timer.isPeriodic() && reads > 0;
    if (isDone || offsReal == newOffsReal) {
      return false;
    }
    offsReal = NEVER;
    ticks++;
    return true;
  }

  boolean isCancelled() {
    return offsReal == NEVER;
  }

  /** What read() does with a cancelled timer. */
  void forget(long newOffsReal) {
    offsReal = newOffsReal;
    ticks = 0;
    expired = false;
  }

  /**
   * What the owner of a cancelled timer does, who was waiting: it reads ECANCELED, and what had
   * expired is lost. But a periodic timer that has ticked before ticks on after it: so did every
   * recorded one, and none that had not.
   *
   * @return whether there is an expiry to read after it
   */
  boolean cancelledRead(long newOffsReal) {
    if (!expired || !timer.isPeriodic() || reads == 0) {
      forget(newOffsReal);
      return false;
    }
    offsReal = newOffsReal;
    ticks = 1;
    return true;
  }

  boolean hasTicks() {
    return ticks != 0;
  }

  /** All expirations since the last read; one-shots and periodic ones alike. */
  long take() {
    long taken = ticks;
    reads++;
    ticks = 0;
    expired = false;
    return taken;
  }

  /**
   * {@code hrtimer_forward_now} of an expired periodic timer: counts what it missed, and arms it
   *
   * @param now its base
   * @return when it is due next, or {@link #STAYS}
   */
  long forward(long now) {
    if (!expired || !timer.isPeriodic()) {
      return STAYS;
    }
    expired = false;
    long interval = timer.intervalNanos();
    long periods = now < expiresNanos ? 0 : Math.floorDiv(now - expiresNanos, interval) + 1;
    ticks += periods - 1;
    boolean fits = periods <= (NEVER - expiresNanos) / interval;
    expiresNanos = fits ? expiresNanos + periods * interval : NEVER;
    return expiresNanos;
  }
}
