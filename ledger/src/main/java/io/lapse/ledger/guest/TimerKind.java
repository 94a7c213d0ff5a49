package io.lapse.ledger.guest;

/** Which system call armed a timer. */
public enum TimerKind {
  TIMERFD,
  POSIX,
  NANOSLEEP
}
