package io.lapse.cli.vmclock;

import io.lapse.cli.text.Printable;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers that a user writes. */
final class Numbers {
  /** As {@code lapse clocksource} takes it. */
  private static final long KHZ_MAX = 0xffff_ffffL;

  private static final BigInteger U64_MAX = new BigInteger("ffffffffffffffff", 16);

  /** More digits than any number of 64 bits has. */
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,40}");

  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]([0-9a-fA-F]{1,40})");

  private Numbers() {}

  /**
   * The value of a counter, unsigned.
   *
   * @throws IllegalArgumentException if it is none; says what was expected
   */
  static long counter(String text) {
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    BigInteger value = null;
    if (DECIMAL.matcher(text).matches()) {
      value = new BigInteger(text);
    } else if (hexadecimal.matches()) {
      value = new BigInteger(hexadecimal.group(1), 16);
    }
    if (value == null || value.compareTo(U64_MAX) > 0) {
      throw new IllegalArgumentException(
          "--counter "
              + Printable.of(text)
              + ": expected a whole number from 0 to 2^64 - 1, decimal or as in 0x1f");
    }
    return value.longValue();
  }

  /**
   * A TSC's frequency.
   *
   * @throws IllegalArgumentException if it is none; says what was expected
   */
  static long khz(String text) {
    if (DECIMAL.matcher(text).matches()) {
      BigInteger value = new BigInteger(text);
      if (value.signum() > 0 && value.compareTo(BigInteger.valueOf(KHZ_MAX)) <= 0) {
        return value.longValueExact();
      }
    }
    throw new IllegalArgumentException(
        "--tsc-khz "
            + Printable.of(text)
            + ": expected a whole number of kHz from 1 to "
            + KHZ_MAX);
  }
}
