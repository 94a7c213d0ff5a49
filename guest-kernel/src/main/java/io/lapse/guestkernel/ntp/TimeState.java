package io.lapse.guestkernel.ntp;

/** {@code time_state}, the leap-second machine. */
public enum TimeState {
  OK(0),
  INS(1),
  DEL(2),
  OOP(3),
  WAIT(4),
  ERROR(5);

  private final int code;

  TimeState(int code) {
    this.code = code;
  }

  /** The number that adjtimex returns. */
  public int code() {
    return code;
  }
}
