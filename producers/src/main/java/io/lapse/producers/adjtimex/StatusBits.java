package io.lapse.producers.adjtimex;

import io.lapse.producers.json.MalformedException;
import java.util.ArrayList;
import java.util.List;

/** The STA_ bits of {@code status} (include/uapi/linux/timex.h). */
final class StatusBits {
  private static final long UNSYNC = 0x40;
  private static final long NANO = 0x2000;
  private static final long NANOS_PER_MICRO = 1_000;

  /** From bit 0 on. */
  private static final List<String> NAMES =
      List.of(
          "PLL",
          "PPSFREQ",
          "PPSTIME",
          "FLL",
          "INS",
          "DEL",
          "UNSYNC",
          "FREQHOLD",
          "PPSSIGNAL",
          "PPSJITTER",
          "PPSWANDER",
          "PPSERROR",
          "CLOCKERR",
          "NANO",
          "MODE",
          "CLK");

  private StatusBits() {}

  static boolean isUnsynchronised(long status) {
    return (status & UNSYNC) != 0;
  }

  /** Whether offset and time count ns rather than us. */
  static boolean isNano(long status) {
    return (status & NANO) != 0;
  }

  /** The offset in ns, which the kernel counts in ns or in us. */
  static long offsetNanos(long offset, long status) throws MalformedException {
    try {
      return isNano(status) ? offset : Math.multiplyExact(offset, NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      throw new MalformedException("offset must lie within 64 bits of ns: " + offset + " us");
    }
  }

  /** As ntptime prints them: {@code 0x2001 (PLL,NANO)}. */
  static String text(long status) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < NAMES.size(); bit++) {
      if ((status >> bit & 1) != 0) {
        names.add(NAMES.get(bit));
      }
    }
    return "0x" + Long.toHexString(status) + " (" + String.join(",", names) + ")";
  }
}
