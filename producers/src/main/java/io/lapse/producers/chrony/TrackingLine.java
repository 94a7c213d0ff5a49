package io.lapse.producers.chrony;

import io.lapse.producers.json.MalformedException;
import io.lapse.producers.text.Decimals;
import io.lapse.producers.text.PrintedInstant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code chronyc -c tracking}, perhaps behind the instant at which it was read. Its
 * fields, in order, are those of chrony's client.c (process_cmd_tracking): reference ID, name,
 * stratum, reference time, system time, last offset, RMS offset, frequency, residual frequency,
 * skew, root delay, root dispersion, update interval, leap status. With {@code -c} all seconds have
 * nine decimal places and their sign.
 *
 * @param read when it was read; null if it does not say
 * @param referenceId of the source that chrony follows, in hex
 * @param reference when the last measurement was taken in
 * @param offsetNanos {@code System time}; positive: the guest's clock is slow of NTP time, that is
 *     behind it
 * @param rootDelayNanos the way to the primary clock and back
 * @param rootDispersionNanos what the measurements on that way may be off by
 */
record TrackingLine(
    @Nullable PrintedInstant read,
    String referenceId,
    PrintedInstant reference,
    long offsetNanos,
    long rootDelayNanos,
    long rootDispersionNanos,
    String leapStatus) {
  private static final String NOT_SYNCHRONISED = "Not synchronised";

  /** Of a chrony that follows nobody: not started yet, and by its directive {@code local}. */
  private static final String NO_ID = "00000000";

  private static final String LOCAL_ID = "7F7F0101";

  private static final String FIGURE = "-?\\d{1,18}\\.\\d{1,9}";

  private static final Pattern FIELDS =
      Pattern.compile(
          ("(?:(?<read>\\S+(?: \\S+)?) )?(?<id>\\p{XDigit}{8}),.*,\\d+,(?<reference>FIGURE),"
                  + "(?<offset>FIGURE),FIGURE,FIGURE,FIGURE,FIGURE,FIGURE,"
                  + "(?<delay>FIGURE),(?<dispersion>FIGURE),FIGURE,"
                  + "(?<leap>Normal|Insert second|Delete second|Not synchronised)")
              .replace("FIGURE", FIGURE));

  static TrackingLine parse(String line) throws MalformedException {
    Matcher found = FIELDS.matcher(line);
    if (!found.matches()) {
      throw new MalformedException(
          "expected the 14 fields of chronyc -c tracking, perhaps behind an instant and a blank,"
              + " found: "
              + MalformedException.excerpt(line));
    }
    String read = found.group("read");
    return new TrackingLine(
        read == null ? null : PrintedInstant.parse(read),
        found.group("id"),
        PrintedInstant.parse(found.group("reference")),
        Decimals.nanosOfSeconds("System time", found.group("offset")),
        notNegative("Root delay", found.group("delay")),
        notNegative("Root dispersion", found.group("dispersion")),
        found.group("leap"));
  }

  private static long notNegative(String name, String text) throws MalformedException {
    long nanos = Decimals.nanosOfSeconds(name, text);
    if (nanos < 0) {
      throw new MalformedException(name + " must be 0 or more: " + text);
    }
    return nanos;
  }

  /** The instant of what it says: the reading, else the last measurement, which is earlier. */
  PrintedInstant at() {
    return read == null ? reference : read;
  }

  /**
   * Chrony's own bound on the clock's error, without the offset itself, which is told apart: half
   * the root delay, rounded up, plus the root dispersion (chronyc(1), {@code Root dispersion}).
   *
   * @throws ArithmeticException beyond 64 bits
   */
  long errorNanos() {
    return Math.addExact(rootDelayNanos / 2 + rootDelayNanos % 2, rootDispersionNanos);
  }

  /** Why it says nothing of the guest's clock; empty if it does. */
  Optional<String> whyNothing() {
    if (leapStatus.equals(NOT_SYNCHRONISED)) {
      return Optional.of("its leap status is " + NOT_SYNCHRONISED);
    }
    if (referenceId.equals(NO_ID)) {
      return Optional.of("its reference ID is " + NO_ID);
    }
    if (referenceId.equals(LOCAL_ID)) {
      return Optional.of("its reference ID is " + LOCAL_ID + ", its own clock (directive local)");
    }
    return reference.utcNanos() == 0 ? Optional.of("its reference time is 0") : Optional.empty();
  }
}
