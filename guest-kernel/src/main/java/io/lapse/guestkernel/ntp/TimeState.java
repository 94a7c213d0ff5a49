package io.lapse.guestkernel.ntp;

/** {@code time_state}, the leap-second machine, in the order of the numbers adjtimex returns. */
public enum TimeState {
  OK,
  INS,
  DEL,
  OOP,
  WAIT,
  ERROR
}
