package io.lapse.guestkernel.vmclock;

/** The scale of the page's time. */
public enum TimeType implements AbiSymbol {
  /** Seconds since 1970-01-01 as POSIX counts them: the specification advises against it. */
  UTC(0),
  /** Seconds since 1970-01-01 TAI. */
  TAI(1),
  /** Seconds since an instant that nobody knows. */
  MONOTONIC(2),
  /** Not allowed: a smeared second has another length. */
  INVALID_SMEARED(3),
  /** Not allowed either. */
  INVALID_MAYBE_SMEARED(4);

  private final int code;

  TimeType(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String abiName() {
    return "VMCLOCK_TIME_" + name();
  }
}
