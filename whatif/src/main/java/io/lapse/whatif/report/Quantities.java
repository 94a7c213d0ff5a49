package io.lapse.whatif.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers for a reader: separated thousands, sensible units, and never rounded to a lie. */
final class Quantities {
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final long COMPACT_FROM = 1_000_000;

  private Quantities() {}

  /** A unit of time, and from how many ns it is used for a length and for a threshold. */
  private enum Unit {
    DAYS("d", 86_400_000_000_000L, 2 * 86_400_000_000_000L, Long.MAX_VALUE),
    HOURS("h", 3_600_000_000_000L, 2 * 3_600_000_000_000L, Long.MAX_VALUE),
    SECONDS("s", 1_000_000_000L, 1_000_000_000L, 1_000_000_000L),
    MILLIS("ms", 1_000_000L, 1_000_000L, 1_000_000L),
    MICROS("µs", 1_000L, 1_000L, 1_000L),
    NANOS("ns", 1L, 0L, 0L);

    private final String symbol;
    private final long nanos;
    private final long lengthFrom;
    private final long thresholdFrom;

    Unit(String symbol, long nanos, long lengthFrom, long thresholdFrom) {
      this.symbol = symbol;
      this.nanos = nanos;
      this.lengthFrom = lengthFrom;
      this.thresholdFrom = thresholdFrom;
    }

    private static Unit ofLength(long size) {
      for (Unit unit : values()) {
        if (size >= unit.lengthFrom) {
          return unit;
        }
      }
      throw new IllegalArgumentException("size must not be negative: " + size);
    }

    private static Unit ofThreshold(long size) {
      for (Unit unit : values()) {
        if (size >= unit.thresholdFrom) {
          return unit;
        }
      }
      throw new IllegalArgumentException("size must not be negative: " + size);
    }
  }

  /** All digits: {@code 1,853,310}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Three digits from a million on: {@code 3.1 M}; below, all digits. */
  static String compact(long count) {
    if (Math.abs(count) < COMPACT_FROM) {
      return count(count);
    }
    BigDecimal rounded = BigDecimal.valueOf(count).round(THREE_DIGITS);
    BigDecimal millions = rounded.movePointLeft(6);
    for (String prefix : List.of("M", "G", "T", "P")) {
      if (millions.abs().compareTo(THOUSAND) < 0) {
        return plain(millions) + " " + prefix;
      }
      millions = millions.movePointLeft(3);
    }
    return plain(millions) + " E";
  }

  /** How many of something: {@code 1 outage}, {@code 2 outages}. */
  static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** A length, or a sum of lengths, of either sign, to three digits: {@code 1.25 s}. */
  static String duration(long nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    long size = nanos == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(nanos);
    Unit unit = Unit.ofLength(size);
    BigDecimal exact =
        BigDecimal.valueOf(size).divide(BigDecimal.valueOf(unit.nanos), MathContext.DECIMAL64);
    BigDecimal units = rounded(exact);
    return (nanos < 0 ? "−" : "") + plain(units) + " " + unit.symbol;
  }

  /** To three digits, but never less than the whole number. */
  private static BigDecimal rounded(BigDecimal number) {
    return number.compareTo(HUNDRED) < 0
        ? number.round(THREE_DIGITS)
        : number.setScale(0, RoundingMode.HALF_UP);
  }

  /** A threshold, exactly: {@code 1.2345 s}; thresholds that differ look different. */
  static String threshold(long nanos) {
    if (nanos == 0) {
      return "0";
    }
    Unit unit = Unit.ofThreshold(nanos);
    BigDecimal units = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit.nanos));
    return plain(units) + " " + unit.symbol;
  }

  /** All digits of a length: {@code 1,250,000,000 ns}. */
  static String exact(long nanos) {
    return count(nanos) + " ns";
  }

  /** A number as it is, thousands separated, without zeros at its end. */
  static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    int decimals = Math.max(0, stripped.scale());
    return String.format(Locale.ROOT, "%,." + decimals + "f", stripped);
  }

  /**
   * A share in percent. Less than all is never 100 %, more than nothing never 0 %.
   *
   * @param whole if it is 0, the share is unknown, which is a dash
   */
  static String share(long part, long whole) {
    if (whole == 0) {
      return "–";
    }
    BigDecimal exact =
        BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), 12, RoundingMode.HALF_UP);
    if (part != 0 && exact.compareTo(new BigDecimal("0.001")) < 0) {
      return "< 0.001 %";
    }
    if (part < whole && exact.compareTo(new BigDecimal("99.99")) > 0) {
      return "> 99.99 %";
    }
    int decimals = exact.compareTo(BigDecimal.TEN) < 0 ? 2 : 1;
    BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
    return part < whole && rounded.compareTo(HUNDRED) == 0
        ? plain(exact.setScale(2, RoundingMode.DOWN)) + " %"
        : plain(exact.compareTo(BigDecimal.ONE) < 0 ? exact.round(new MathContext(2)) : rounded)
            + " %";
  }

  /** A number, or a dash where it is not known. */
  static String orDash(@Nullable Long number) {
    return number == null ? "–" : count(number);
  }
}
