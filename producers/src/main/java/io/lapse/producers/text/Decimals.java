package io.lapse.producers.text;

import io.lapse.producers.json.MalformedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers, taken exactly: what would have to be rounded is refused. */
public final class Decimals {
  /** No exponent: a number that is written short must not become one that takes forever. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,9})?");

  private Decimals() {}

  /**
   * Seconds, in ns.
   *
   * @param name what the number is, for the complaint
   */
  public static long nanosOfSeconds(String name, String text) throws MalformedException {
    return scaled(name, text, "seconds", 9);
  }

  /** Microseconds, in ns. */
  public static long nanosOfMicros(String name, String text) throws MalformedException {
    return scaled(name, text, "us", 3);
  }

  private static long scaled(String name, String text, String unit, int places)
      throws MalformedException {
    try {
      if (NUMBER.matcher(text).matches()) {
        return new BigDecimal(text).movePointRight(places).longValueExact();
      }
    } catch (ArithmeticException e) {
      // It has more places, or exceeds 64 bits.
    }
    throw new MalformedException(
        name
            + " must be "
            + unit
            + ", with at most "
            + places
            + " decimal places, within 64 bits of ns: "
            + MalformedException.excerpt(text));
  }
}
