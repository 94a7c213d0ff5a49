package io.lapse.guestkernel.vmclock;

/**
 * How clocks nearby smear leap seconds, should the guest want to do the same; the page never does.
 */
public enum SmearingHint implements AbiSymbol {
  STRICT(0),
  NOON_LINEAR(1),
  UTC_SLS(2);

  private final int code;

  SmearingHint(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String abiName() {
    return "VMCLOCK_SMEARING_" + name();
  }
}
