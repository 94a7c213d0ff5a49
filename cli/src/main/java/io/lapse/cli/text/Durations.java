package io.lapse.cli.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as a user writes them, nanoseconds or {@code 100ms}, {@code 5s}, {@code 10min}, and as
 * a person reads them, in the unit that fits.
 */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d+)(ns|us|ms|s|min|h|d)?");
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  /** A unit of whole seconds. */
  private record Unit(String name, BigInteger seconds) {
    Unit(String name, long seconds) {
      this(name, BigInteger.valueOf(seconds));
    }
  }

  /** From the largest to the smallest. */
  private static final List<Unit> COARSE =
      List.of(
          new Unit("y", 31_536_000),
          new Unit("d", 86_400),
          new Unit("h", 3_600),
          new Unit("min", 60),
          new Unit("s", 1));

  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private Durations() {}

  /**
   * Nanoseconds of a text.
   *
   * @throws IllegalArgumentException if it is no duration within 64 bits of nanoseconds
   */
  public static long nanos(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw expected(text);
    }
    String unit = form.group(2);
    Long unitNanos = unit == null ? Long.valueOf(1) : UNITS.get(unit);
    if (unitNanos == null) {
      throw expected(text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(form.group(1)), unitNanos);
    } catch (ArithmeticException | NumberFormatException e) {
      throw expected(text);
    }
  }

  private static IllegalArgumentException expected(String text) {
    return new IllegalArgumentException(
        "expected a duration in ns, or with ns, us, ms, s, min, h or d: '" + text + "'");
  }

  /** All digits, no zeros at the end: {@code 60.303 ms}, {@code 60.0007407 s}, {@code 0}. */
  public static String exact(@Nullable Long nanos) {
    if (nanos == null) {
      return "?";
    }
    if (nanos == 0) {
      return "0";
    }
    long magnitude = nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
    if (magnitude >= SECOND) {
      return in(nanos, SECOND, "s");
    }
    if (magnitude >= MILLI) {
      return in(nanos, MILLI, "ms");
    }
    return magnitude >= MICRO ? in(nanos, MICRO, "us") : nanos + " ns";
  }

  /** All nine digits of the second: {@code 60.000740700 s}. */
  public static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos, 9).toPlainString() + " s";
  }

  /** Rounded up to three digits: enough for an error. */
  public static String error(@Nullable Long nanos) {
    if (nanos == null) {
      return "?";
    }
    if (nanos >= SECOND) {
      return rounded(nanos, SECOND, "s");
    }
    if (nanos >= MILLI) {
      return rounded(nanos, MILLI, "ms");
    }
    return nanos >= MICRO ? rounded(nanos, MICRO, "us") : nanos + " ns";
  }

  /**
   * Rounded down to its two largest units, or to three digits below a minute: {@code 18 min 19 s},
   * {@code 2.08 s}. A year has 365 days.
   *
   * @param nanos not negative
   */
  public static String coarse(BigInteger nanos) {
    BigInteger seconds = nanos.divide(BigInteger.valueOf(SECOND));
    for (int i = 0; i < COARSE.size() - 1; i++) {
      Unit large = COARSE.get(i);
      if (seconds.compareTo(large.seconds()) >= 0) {
        Unit small = COARSE.get(i + 1);
        BigInteger[] parts = seconds.divideAndRemainder(large.seconds());
        return String.format(
            Locale.ROOT,
            "%d %s %d %s",
            parts[0],
            large.name(),
            parts[1].divide(small.seconds()),
            small.name());
      }
    }
    return below(nanos.longValueExact());
  }

  private static String below(long nanos) {
    BigDecimal cut = BigDecimal.valueOf(nanos).round(new MathContext(3, RoundingMode.DOWN));
    return exact(cut.longValueExact());
  }

  private static String in(long nanos, long unit, String name) {
    return BigDecimal.valueOf(nanos)
            .divide(BigDecimal.valueOf(unit))
            .stripTrailingZeros()
            .toPlainString()
        + " "
        + name;
  }

  private static String rounded(long nanos, long unit, String name) {
    BigDecimal value =
        BigDecimal.valueOf(nanos)
            .divide(BigDecimal.valueOf(unit))
            .round(new MathContext(3, RoundingMode.CEILING));
    return String.format(Locale.ROOT, "%s %s", value.stripTrailingZeros().toPlainString(), name);
  }
}
