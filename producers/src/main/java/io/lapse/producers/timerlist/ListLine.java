package io.lapse.producers.timerlist;

import io.lapse.producers.json.MalformedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How lines of a list are matched, and what is said of those that do not match. */
final class ListLine {
  private ListLine() {}

  /** The match of the whole line. */
  static Matcher matching(Pattern pattern, String line, String expected) throws MalformedException {
    Matcher found = pattern.matcher(line);
    if (!found.matches()) {
      throw unexpected(expected, line);
    }
    return found;
  }

  static MalformedException unexpected(String expected, String line) {
    return new MalformedException("expected " + expected + ", found: " + excerpt(line));
  }

  /** The beginning of the line, fit for a message. */
  static String excerpt(String line) {
    return MalformedException.excerpt(line.strip());
  }

  /** A count of ns; the kernel prints a negative one as if it had no sign. */
  static long nanos(String digits) throws MalformedException {
    try {
      return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw new MalformedException("a count of ns must lie within 64 bits: " + excerpt(digits));
    }
  }
}
