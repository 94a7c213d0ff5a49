package io.lapse.guestkernel.vmclock;

/** Which counter the page is about. */
public enum CounterId implements AbiSymbol {
  /** The virtual counter of Arm's generic timer. */
  ARM_VCNT(0),
  /** The time stamp counter of x86. */
  X86_TSC(1),
  /** None: the page tells of disruptions only. */
  INVALID(0xff);

  private final int code;

  CounterId(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String abiName() {
    return "VMCLOCK_COUNTER_" + name();
  }
}
