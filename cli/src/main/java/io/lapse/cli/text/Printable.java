package io.lapse.cli.text;

/** Names that others chose, fit for a terminal. */
public final class Printable {
  private Printable() {}

  /**
   * The text on one line, with a question mark for each character that would end the line, command
   * the terminal, or turn the direction of writing.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
    return shown.toString();
  }

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
