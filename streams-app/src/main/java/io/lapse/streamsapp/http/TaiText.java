package io.lapse.streamsapp.http;

import io.lapse.ledger.time.TaiInstant;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threeten.extra.scale.UtcRules;

/** Instants as clients write them, and TAI less UTC, by the leap-second table of threeten-extra. */
public final class TaiText {
  private static final String TAI_PREFIX = "tai:";
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long DAY_NANOS = 86_400 * SECOND_NANOS;

  /** 1970-01-01 as a Modified Julian Day. */
  private static final long EPOCH_DAY = 40_587;

  private static final UtcRules RULES = UtcRules.system();

  /** Date, time to the minute, second, fraction, offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d):(\\d\\d)(\\.\\d{1,9})?"
              + "([Zz]|[+-]\\d\\d:\\d\\d)");

  /** A plus that nobody encoded is a space once it is decoded. */
  private static final Pattern LOST_PLUS = Pattern.compile("(.*[\\d]) (\\d\\d:\\d\\d)");

  private TaiText() {}

  /**
   * Reads {@code tai:NANOS}, or RFC 3339 with an offset. The 60th second of a leap second is one.
   *
   * @throws BadParameterException if it is neither, or outside 64 bits of nanoseconds
   */
  public static TaiInstant parse(String text) throws BadParameterException {
    try {
      if (text.startsWith(TAI_PREFIX)) {
        return new TaiInstant(Long.parseLong(text.substring(TAI_PREFIX.length())));
      }
      Matcher lost = LOST_PLUS.matcher(text);
      Matcher parts = RFC_3339.matcher(lost.matches() ? lost.group(1) + "+" + lost.group(2) : text);
      if (parts.matches()) {
        return ofUtc(parts);
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new BadParameterException(expected(text));
    }
    throw new BadParameterException(expected(text));
  }

  private static TaiInstant ofUtc(Matcher parts) {
    boolean isLeaping = parts.group(3).equals("60");
    String fraction = parts.group(4) == null ? "" : parts.group(4);
    String time = parts.group(2) + ":" + (isLeaping ? "59" : parts.group(3)) + fraction;
    ZoneOffset offset = ZoneOffset.of(parts.group(5).toUpperCase(Locale.ROOT));
    Instant utc = LocalDateTime.parse(parts.group(1) + "T" + time).toInstant(offset);
    long utcNanos =
        Math.addExact(Math.multiplyExact(utc.getEpochSecond(), SECOND_NANOS), utc.getNano());
    long nextNanos = Math.addExact(utcNanos, SECOND_NANOS);
    if (isLeaping && offsetOfUtc(nextNanos) == offsetOfUtc(utcNanos)) {
      throw new DateTimeException("no leap second was inserted there");
    }
    long lastNanos = isLeaping ? nextNanos : utcNanos;
    return new TaiInstant(Math.addExact(lastNanos, offsetOfUtc(utcNanos) * SECOND_NANOS));
  }

  private static String expected(String text) {
    return "expected RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS: " + text;
  }

  private static int offsetOfUtc(long utcNanos) {
    return RULES.getTaiOffset(EPOCH_DAY + Math.floorDiv(utcNanos, DAY_NANOS));
  }

  /** TAI less UTC at an instant, in s. Offsets never shrink: it lies between two guesses. */
  public static int offsetSeconds(long taiNanos) {
    long nanos = Math.max(taiNanos, Long.MIN_VALUE + 3_600 * SECOND_NANOS);
    int offset = offsetOfUtc(nanos);
    offset = offsetOfUtc(nanos - offset * SECOND_NANOS);
    return offsetOfUtc(nanos - offset * SECOND_NANOS);
  }

  /** A clock's UTC reading on the TAI scale. */
  public static long taiNanos(Instant utc) {
    long utcNanos =
        Math.addExact(Math.multiplyExact(utc.getEpochSecond(), SECOND_NANOS), utc.getNano());
    return Math.addExact(utcNanos, offsetOfUtc(utcNanos) * SECOND_NANOS);
  }
}
