package io.lapse.ledger.fleet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What statistics are kept under: the outages of a dimension in one window.
 *
 * <p>Its text sorts by window length, then time, then dimension, so that the oldest windows come
 * first: {@code 1h/1795381200/pair/h1>h2}.
 *
 * @param startSeconds when the window begins, in s TAI; not negative
 */
public record FleetKey(FleetWindow window, long startSeconds, Dimension dimension) {
  /** Enough until the year 2286. */
  private static final int DIGITS = 10;

  private static final Pattern FORM =
      Pattern.compile("([^/]+)/(\\d{" + DIGITS + "})/(.+)", Pattern.DOTALL);

  public FleetKey {
    if (startSeconds < 0 || Long.toString(startSeconds).length() > DIGITS) {
      throw new IllegalArgumentException(
          "startSeconds must have at most " + DIGITS + " digits: " + startSeconds);
    }
  }

  /**
   * The key of a text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FleetKey parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("text must be a key of fleet statistics: " + text);
    }
    return new FleetKey(
        FleetWindow.parse(form.group(1)),
        Long.parseLong(form.group(2)),
        Dimension.parse(form.group(3)));
  }

  public String text() {
    return prefix(window, startSeconds) + dimension.text();
  }

  /** What the keys of a window begin with; those of earlier ones of this length sort before it. */
  public static String prefix(FleetWindow window, long startSeconds) {
    String digits = Long.toString(startSeconds);
    return window.text() + "/" + "0".repeat(DIGITS - digits.length()) + digits + "/";
  }
}
