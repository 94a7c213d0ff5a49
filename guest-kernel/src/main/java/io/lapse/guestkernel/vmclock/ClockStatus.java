package io.lapse.guestkernel.vmclock;

/**
 * How the host's clock stands. Only time from a {@link #SYNCHRONIZED} or {@link #FREERUNNING} one
 * may be relied upon.
 */
public enum ClockStatus implements AbiSymbol {
  UNKNOWN(0),
  INITIALIZING(1),
  SYNCHRONIZED(2),
  /** It was synchronised before. */
  FREERUNNING(3),
  UNRELIABLE(4);

  private final int code;

  ClockStatus(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String abiName() {
    return "VMCLOCK_STATUS_" + name();
  }
}
