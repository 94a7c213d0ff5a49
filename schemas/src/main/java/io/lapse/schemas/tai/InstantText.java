package io.lapse.schemas.tai;

import io.lapse.ledger.time.TaiInstant;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TAI instants as users write them, and as UTC with all digits. */
public final class InstantText {
  private static final long SECOND_NANOS = 1_000_000_000;

  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSX").withZone(ZoneOffset.UTC);

  private static final Pattern TAI = Pattern.compile("tai:(-?\\d+)");

  /** Date, time to the minute, second, fraction, offset. */
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d):(\\d\\d)(\\.\\d{1,9})?"
              + "([Zz]|[+-]\\d\\d:\\d\\d)");

  private InstantText() {}

  /**
   * Reads {@code tai:NANOS}, or RFC 3339 with an offset. The 60th second of a leap second is one.
   *
   * @throws IllegalArgumentException if it is neither, or outside 64 bits of nanoseconds
   */
  public static TaiInstant parse(String text) {
    try {
      Matcher tai = TAI.matcher(text);
      if (tai.matches()) {
        return new TaiInstant(Long.parseLong(tai.group(1)));
      }
      Matcher parts = RFC_3339.matcher(text);
      if (parts.matches()) {
        return ofUtc(parts);
      }
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException(expected(text) + " (" + e.getMessage() + ")", e);
    }
    throw new IllegalArgumentException(expected(text));
  }

  private static TaiInstant ofUtc(Matcher parts) {
    boolean leaping = parts.group(3).equals("60");
    String fraction = parts.group(4) == null ? "" : parts.group(4);
    String time = parts.group(2) + ":" + (leaping ? "59" : parts.group(3)) + fraction;
    ZoneOffset offset = ZoneOffset.of(parts.group(5).toUpperCase(Locale.ROOT));
    Instant utc = LocalDateTime.parse(parts.group(1) + "T" + time).toInstant(offset);
    long utcNanos =
        Math.addExact(Math.multiplyExact(utc.getEpochSecond(), SECOND_NANOS), utc.getNano());
    TaiInstant at = UtcScale.toTai(utcNanos);
    if (!leaping) {
      return at;
    }
    long nextNanos = Math.addExact(utcNanos, SECOND_NANOS);
    if (UtcScale.offsetSeconds(nextNanos) == UtcScale.offsetSeconds(utcNanos)) {
      throw new DateTimeException("no leap second was inserted there");
    }
    return at.plus(SECOND_NANOS);
  }

  private static String expected(String text) {
    return "expected RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS: " + text;
  }

  /**
   * {@code 2026-11-22T21:49:28.865000000Z}: RFC 3339 in UTC, always with nine digits. A leap second
   * is the 60th of its minute.
   */
  public static String rfc3339(TaiInstant at) {
    int offset = UtcScale.offsetSeconds(at);
    String utc =
        NANOS.format(
            Instant.ofEpochSecond(
                Math.floorDiv(at.nanos(), SECOND_NANOS) - offset,
                Math.floorMod(at.nanos(), SECOND_NANOS)));
    boolean leaping = at.nanos() > 0 && UtcScale.offsetSeconds(at.plus(-SECOND_NANOS)) != offset;
    return leaping ? utc.replace(":59.", ":60.") : utc;
  }
}
