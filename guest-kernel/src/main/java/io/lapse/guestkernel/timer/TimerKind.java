package io.lapse.guestkernel.timer;

/** How a program armed a timer. */
public enum TimerKind {
  /** fs/timerfd.c: read() returns all expirations since the last. */
  TIMERFD,
  /** kernel/time/posix-timers.c: one pending signal, with the overruns since. */
  POSIX,
  /** A sleeping thread. */
  NANOSLEEP
}
