package io.lapse.ledger.fleet;

import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of tumbling windows. They are aligned to 1970-01-01T00:00:00 TAI: a window of a day
 * begins 37 s before midnight UTC.
 *
 * @param seconds at least 1
 */
public record FleetWindow(long seconds) implements Comparable<FleetWindow> {
  public static final FleetWindow HOUR = new FleetWindow(3_600);
  public static final FleetWindow DAY = new FleetWindow(86_400);

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})(s|min|h|d)");
  private static final Map<String, Long> UNITS =
      Map.of("s", 1L, "min", 60L, "h", 3_600L, "d", 86_400L);
  private static final List<String> LARGEST_FIRST = List.of("d", "h", "min", "s");

  public FleetWindow {
    if (seconds < 1 || seconds > Long.MAX_VALUE / SECOND_NANOS) {
      throw new IllegalArgumentException(
          "seconds must be from 1 to " + Long.MAX_VALUE / SECOND_NANOS + ": " + seconds);
    }
  }

  /**
   * A whole number of seconds, minutes, hours or days: {@code 1h}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FleetWindow parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected a window as in 15min, 1h or 1d: " + text);
    }
    long unit = UNITS.getOrDefault(form.group(2), 1L);
    return new FleetWindow(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
  }

  /** Its length in the largest unit that fits: {@code 1d}, {@code 90min}. */
  public String text() {
    for (String unit : LARGEST_FIRST) {
      long length = UNITS.getOrDefault(unit, 1L);
      if (seconds % length == 0) {
        return seconds / length + unit;
      }
    }
    throw new IllegalStateException("a second fits whatever seconds is: " + seconds);
  }

  public long nanos() {
    return seconds * SECOND_NANOS;
  }

  /** When the window begins that an instant belongs to, in s TAI; rounded down. */
  public long startSeconds(TaiInstant at) {
    return Math.floorDiv(at.nanos(), nanos()) * seconds;
  }

  @Override
  public int compareTo(FleetWindow other) {
    return Long.compare(seconds, other.seconds);
  }
}
