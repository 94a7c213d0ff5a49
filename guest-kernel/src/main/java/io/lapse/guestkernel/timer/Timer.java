package io.lapse.guestkernel.timer;

import io.lapse.guestkernel.timekeeping.Clock;
import java.util.Objects;

/**
 * A timer as its owner armed it.
 *
 * @param id the guest's own name for it
 * @param kind how it was armed
 * @param clock the clock that it names
 * @param absolute TFD_TIMER_ABSTIME: it names an instant of its clock, not a distance
 * @param expiresNanos its due time on its own clock, also for a relative one; not negative, and due
 *     at once if it is past
 * @param intervalNanos its period; 0 for a one-shot
 * @param cancelOnSet TFD_TIMER_CANCEL_ON_SET
 * @param readOnExpiry whether its owner reads it whenever it is woken
 */
public record Timer(
    String id,
    TimerKind kind,
    Clock clock,
    boolean absolute,
    long expiresNanos,
    long intervalNanos,
    boolean cancelOnSet,
    boolean readOnExpiry) {

  public Timer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    requireNotNegative("expiresNanos", expiresNanos);
    requireNotNegative("intervalNanos", intervalNanos);
    if (clock == Clock.MONOTONIC_RAW) {
      throw new IllegalArgumentException("clock must have timers: " + clock);
    }
    if (cancelOnSet && kind != TimerKind.TIMERFD) {
      throw new IllegalArgumentException("cancelOnSet must be of a timerfd: " + kind);
    }
    if (intervalNanos > 0 && kind == TimerKind.NANOSLEEP) {
      throw new IllegalArgumentException("intervalNanos of a sleep must be 0: " + intervalNanos);
    }
  }

  /** The hrtimer base that it runs on: a relative REALTIME timer counts on MONOTONIC. */
  public Clock base() {
    return clock == Clock.REALTIME && !absolute ? Clock.MONOTONIC : clock;
  }

  /** Whether it is on timerfd's cancel list: the flag alone is not enough. */
  public boolean isCancelledBySet() {
    return clock == Clock.REALTIME && absolute && cancelOnSet;
  }

  boolean isPeriodic() {
    return intervalNanos != 0;
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
