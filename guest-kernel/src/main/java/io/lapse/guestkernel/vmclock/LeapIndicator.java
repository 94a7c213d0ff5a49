package io.lapse.guestkernel.vmclock;

/** Which leap second is near, as seen from the page's reference time. */
public enum LeapIndicator implements AbiSymbol {
  NONE(0),
  /** One is inserted at the end of the month. */
  PRE_POS(1),
  /** One is left out at the end of the month. */
  PRE_NEG(2),
  /** It is 23:59:60. */
  POS(3),
  /** One was inserted at the end of the month before. */
  POST_POS(4),
  /** One was left out at the end of the month before. */
  POST_NEG(5);

  private final int code;

  LeapIndicator(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  @Override
  public String abiName() {
    return "VMCLOCK_LEAP_" + name();
  }
}
