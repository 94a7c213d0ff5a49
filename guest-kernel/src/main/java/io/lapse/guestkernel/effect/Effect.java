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

    R signalDelivered(SignalDelivered effect);

    R timerCancelled(TimerCancelled effect);

    R warning(Warning effect);

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
   * A timer expired and its owner read it, or a sleep ended.
   *
   * @param atMonotonicNanos MONOTONIC then
   * @param ticks all expirations since the last read; 1 for a one-shot
   */
  record TimerExpired(String timerId, long atMonotonicNanos, long ticks) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerExpired(this);
    }
  }

  /**
   * The signal of a POSIX timer reached its owner; it stands for 1 + {@code overruns} expirations.
   *
   * @param atMonotonicNanos MONOTONIC then
   */
  record SignalDelivered(String timerId, long atMonotonicNanos, long overruns) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.signalDelivered(this);
    }
  }

  /**
   * A TFD_TIMER_CANCEL_ON_SET timer was cancelled.
   *
   * @param atMonotonicNanos MONOTONIC then
   * @param read whether its owner read ECANCELED; else it will when it reads next
   */
  record TimerCancelled(String timerId, long atMonotonicNanos, boolean read) implements Effect {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerCancelled(this);
    }
  }

  /** A line in the kernel's log. */
  sealed interface Warning extends Effect {
    @Override
    default <R> R match(Cases<R> cases) {
      return cases.warning(this);
    }
  }

  /**
   * {@code watchdog: BUG: soft lockup - CPU#n stuck for Ns!}
   *
   * @param cpu from 0
   * @param seconds as the kernel prints them: units of 2^30 ns
   */
  record SoftLockup(int cpu, long seconds) implements Warning {}

  /**
   * {@code rcu: INFO: rcu_sched detected stalls}; {@code t=} jiffies since the grace period began.
   */
  record RcuStall(long jiffies) implements Warning {}

  /** {@code INFO: task blocked for more than N seconds}. */
  record HungTask(long seconds) implements Warning {}

  /** {@code BUG: workqueue lockup - pool stuck for Ns!} */
  record WorkqueueLockup(long seconds) implements Warning {}

  /** {@code Long readout interval, skipping watchdog check}. */
  record ClocksourceWatchdogSkipped(long csNanos, long wdNanos) implements Warning {}

  /** {@code Marking clocksource as unstable because the skew is too large}: it is switched. */
  record ClocksourceUnstable(long csNanos, long wdNanos) implements Warning {}

  /**
   * The kernel refused the operation, or ignored it.
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
