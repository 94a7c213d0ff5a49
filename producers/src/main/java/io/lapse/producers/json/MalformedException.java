package io.lapse.producers.json;

/**
 * What somebody wrote is not what was expected. The message says what was, in words for that
 * somebody; who catches it knows the file.
 */
public final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int EXCERPT_CODE_POINTS = 60;

  private final String place;
  private final int line;

  /** A complaint about a whole text. */
  public MalformedException(String message) {
    this(message, "", 1);
  }

  private MalformedException(String message, String place, int line) {
    super(message);
    this.place = place;
    this.line = line;
  }

  /** A complaint about one field: {@code PLACE COMPLAINT}. */
  static MalformedException at(String place, String complaint) {
    return new MalformedException(excerpt(place) + " " + complaint, place, 1);
  }

  /** A complaint about one line of a text. */
  public static MalformedException onLine(int line, String message) {
    return new MalformedException(message, "", line);
  }

  /** {@link #getMessage()}, which is never null here. */
  public String explanation() {
    return String.valueOf(getMessage());
  }

  /** The field that it is about, as in {@code inputs[2].guest}; empty if it is about none. */
  public String place() {
    return place;
  }

  /** The line within the text, counted from 1; 1 where {@link #place()} says more. */
  public int line() {
    return line;
  }

  /** The beginning of {@code text}, fit for a message: one line, printable, short. */
  public static String excerpt(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(EXCERPT_CODE_POINTS)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
    return text.codePointCount(0, text.length()) > EXCERPT_CODE_POINTS
        ? shown.append("...").toString()
        : shown.toString();
  }

  /** Not what ends the line, turns the direction of writing, or is half a character. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default ->
          !(codePoint >= 0x202A && codePoint <= 0x202E)
              && !(codePoint >= 0x2066 && codePoint <= 0x2069);
    };
  }
}
