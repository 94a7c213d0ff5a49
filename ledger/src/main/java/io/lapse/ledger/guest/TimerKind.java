package io.lapse.ledger.guest;

/** Who armed a timer. */
public enum TimerKind {
  /** timerfd_settime. */
  TIMERFD,
  /** timer_settime, setitimer. */
  POSIX,
  /** A task that sleeps, or waits with a timeout. */
  NANOSLEEP,
  /** The kernel for itself: its tick, its watchdogs. */
  KERNEL
}
