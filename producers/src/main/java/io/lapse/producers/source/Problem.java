package io.lapse.producers.source;

/**
 * Something wrong with an input, told to whoever wrote it.
 *
 * @param path the file, or what else was read, as its reader is shown it
 * @param line counted from 1; 0 for the whole file
 * @param message what was found and what was expected
 * @param severity whether something was left out for it
 */
public record Problem(String path, long line, String message, Severity severity) {

  /** What a problem cost. */
  public enum Severity {
    /** What the problem is about was not taken. The rest was. */
    REFUSED,
    /** Everything was taken, but it may not mean what its writer thinks. */
    WARNING
  }

  /** What {@code where} points at was not taken. */
  public static Problem refused(Location where, String message) {
    return new Problem(where.path(), where.line(), message, Severity.REFUSED);
  }

  /** What {@code where} points at was taken, and looks odd. */
  public static Problem warning(Location where, String message) {
    return new Problem(where.path(), where.line(), message, Severity.WARNING);
  }

  /** One line for a terminal: place, {@code warning} where it is one, message. */
  @Override
  public String toString() {
    String kind = severity == Severity.WARNING ? "warning: " : "";
    return new Location(path, line) + ": " + kind + message;
  }
}
