package io.lapse.guestkernel.vmclock;

import java.util.Locale;

/** The fields of {@code struct vmclock_abi}, by offset. */
public enum Field {
  MAGIC(0x00, 4),
  SIZE(0x04, 4),
  VERSION(0x08, 2),
  COUNTER_ID(0x0a, 1),
  TIME_TYPE(0x0b, 1),
  SEQ_COUNT(0x0c, 4),
  DISRUPTION_MARKER(0x10, 8),
  FLAGS(0x18, 8),
  PAD(0x20, 2),
  CLOCK_STATUS(0x22, 1),
  LEAP_SECOND_SMEARING_HINT(0x23, 1),
  TAI_OFFSET_SEC(0x24, 2),
  LEAP_INDICATOR(0x26, 1),
  COUNTER_PERIOD_SHIFT(0x27, 1),
  COUNTER_VALUE(0x28, 8),
  COUNTER_PERIOD_FRAC_SEC(0x30, 8),
  COUNTER_PERIOD_ESTERROR_RATE_FRAC_SEC(0x38, 8),
  COUNTER_PERIOD_MAXERROR_RATE_FRAC_SEC(0x40, 8),
  TIME_SEC(0x48, 8),
  TIME_FRAC_SEC(0x50, 8),
  TIME_ESTERROR_NANOSEC(0x58, 8),
  TIME_MAXERROR_NANOSEC(0x60, 8),
  /** Since the end of 2025. UAPI.13 v1.0 has it at 0x64, where it does not fit. */
  VM_GENERATION_COUNTER(0x68, 8);

  private final int offset;
  private final int widthBytes;

  Field(int offset, int widthBytes) {
    this.offset = offset;
    this.widthBytes = widthBytes;
  }

  /** Where it begins, in bytes from the begin of the page. */
  public int offset() {
    return offset;
  }

  /** 1, 2, 4 or 8. */
  public int widthBytes() {
    return widthBytes;
  }

  /** Where the next one begins, in bytes from the begin of the page. */
  int end() {
    return offset + widthBytes;
  }

  /** Whether a page of so many bytes has it: a field that is cut off is absent. */
  boolean isWithin(int sizeBytes) {
    return end() <= sizeBytes;
  }

  /** Whether it never changes while the device lives. */
  boolean isConstant() {
    return offset < SEQ_COUNT.offset;
  }

  /** What the kernel's header calls it. */
  public String abiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
