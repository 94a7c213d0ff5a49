package io.lapse.guestkernel.timekeeping;

import io.lapse.ledger.catchup.Multiplication;
import org.jspecify.annotations.Nullable;

/** What a read of the clocks does when cycles times mult exceed 64 bits. */
public enum Overflow {
  /** Up to Linux 6.9: the product goes round. */
  WRAP,
  /** With CONFIG_DEBUG_TIMEKEEPING, Linux 4.1 to 6.12: cycles beyond max_cycles do not count. */
  CAP,
  /** From Linux 6.10 on: it is computed with 128 bits. */
  SAFE;

  /** Of a kernel; one of which the version is not known does as the newest. */
  public static Overflow of(@Nullable String kernelVersion) {
    return switch (Multiplication.of(kernelVersion)) {
      case WRAPS -> WRAP;
      case SAFE, UNKNOWN -> SAFE;
    };
  }
}
