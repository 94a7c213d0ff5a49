package io.lapse.producers.text;

import io.lapse.producers.json.MalformedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An instant as a program printed it.
 *
 * @param utcNanos as {@code CLOCK_REALTIME} counts it, in ns since 1970-01-01T00:00:00Z
 * @param stepNanos what its last digit stands for; 0 where it shows every nanosecond
 */
public record PrintedInstant(long utcNanos, long stepNanos) {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int DECIMALS_MAX = 9;

  /**
   * Reads what {@code date} prints: {@code +%s}, {@code +%s.%N}, or RFC 3339 with {@code T} or a
   * blank between date and time, and a point or a comma before the fraction.
   */
  public static PrintedInstant parse(String text) throws MalformedException {
    String number = text.replace(',', '.');
    int decimals = decimals(number);
    long step = decimals >= DECIMALS_MAX ? 0 : powerOfTen(DECIMALS_MAX - decimals);
    if (number.matches("[-0-9.]*")) {
      return new PrintedInstant(Decimals.nanosOfSeconds("the instant", number), step);
    }
    try {
      return new PrintedInstant(utcNanos(number.replace(' ', 'T')), step);
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedException(
          "the instant must be seconds since 1970 or RFC 3339, within 64 bits of ns: "
              + MalformedException.excerpt(text));
    }
  }

  /**
   * Reads RFC 3339, with {@code T} between date and time.
   *
   * @param name what the instant is, for the complaint
   */
  public static PrintedInstant ofRfc3339(String name, String text) throws MalformedException {
    int decimals = decimals(text);
    try {
      long step = decimals >= DECIMALS_MAX ? 0 : powerOfTen(DECIMALS_MAX - decimals);
      return new PrintedInstant(utcNanos(text), step);
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedException(
          MalformedException.excerpt(name)
              + " must be RFC 3339, as in 2026-11-22T21:17:05Z, within 64 bits of ns: "
              + MalformedException.excerpt(text));
    }
  }

  private static long utcNanos(String text) {
    Instant instant = OffsetDateTime.parse(text).toInstant();
    long nanos = Math.multiplyExact(instant.getEpochSecond(), SECOND_NANOS);
    return Math.addExact(nanos, instant.getNano());
  }

  /**
   * Seconds since 1970 and a fraction with that many decimal places.
   *
   * @param decimals at most 9
   */
  public static PrintedInstant of(long seconds, long fraction, int decimals)
      throws MalformedException {
    long unit = powerOfTen(DECIMALS_MAX - decimals);
    long nanos = fraction * unit;
    if (fraction < 0 || nanos >= SECOND_NANOS) {
      throw new MalformedException(
          "the fraction of a second must have " + decimals + " digits: " + fraction);
    }
    try {
      long whole = Math.multiplyExact(seconds, SECOND_NANOS);
      return new PrintedInstant(Math.addExact(whole, nanos), unit == 1 ? 0 : unit);
    } catch (ArithmeticException e) {
      throw new MalformedException(
          "the instant must lie within 64 bits of ns since 1970: " + seconds + " s");
    }
  }

  /** How many digits follow the point. */
  private static int decimals(String number) {
    int first = number.indexOf('.') + 1;
    if (first == 0) {
      return 0;
    }
    int end = first;
    while (end < number.length() && Character.isDigit(number.charAt(end))) {
      end++;
    }
    return end - first;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
