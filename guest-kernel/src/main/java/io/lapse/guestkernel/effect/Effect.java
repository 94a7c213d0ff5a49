package io.lapse.guestkernel.effect;

import io.lapse.guestkernel.timekeeping.Clock;
import java.util.Set;

/** Something that an operation of the kernel did besides moving its clocks. */
public sealed interface Effect {
  <R> R match(Cases<R> cases);

  /** One method per kind. */
  interface Cases<R> {
    R ntpCleared(NtpCleared effect);

    R clockWasSet(ClockWasSet effect);

    R timerExpired(TimerExpired effect);

    R timerCancelled(TimerCancelled effect);

    R refused(Refused effect);
  }

  /** {@code ntp_clear()} ran. */
  record NtpCleared() implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.ntpCleared(this);
    }
  }

  /** {@code clock_was_set()} ran for the timers of these clocks. */
  record ClockWasSet(Set<Clock> bases) implements Effect {
    public ClockWasSet {
      bases = Set.copyOf(bases);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clockWasSet(this);
    }
  }

  /**
   * A timer expired and its owner read it. An operation names a timer at most once.
   *
   * @param atMonotonicNanos MONOTONIC when it first expired in the operation
   * @param ticks how often it expired in the operation; 1 for a one-shot
   * @param overruns those of {@code ticks} that came in one read with another: none where time ran,
   *     all but one where it jumped
   */
  record TimerExpired(String timerId, long atMonotonicNanos, long ticks, long overruns)
      implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerExpired(this);
    }
  }

  /**
   * A TFD_TIMER_CANCEL_ON_SET timer was cancelled.
   *
   * @param atMonotonicNanos MONOTONIC then
   * @param read whether its owner was waiting, and read ECANCELED
   */
  record TimerCancelled(String timerId, long atMonotonicNanos, boolean read) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerCancelled(this);
    }
  }

  /**
   * The kernel refused the operation, and nothing moved.
   *
   * @param operation the kernel's function
   * @param argument what it was called with: ns, or s for a TAI offset
   */
  record Refused(String operation, long argument) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.refused(this);
    }
  }
}
