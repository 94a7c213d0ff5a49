package io.lapse.whatif.cost;

import io.lapse.whatif.harm.Figure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures as a user writes them. */
final class FigureWords {
  /** A word of which more letters are wrong is another word. */
  private static final int WRONG_MAX = 3;

  private static final int EXCERPT_CODE_POINTS = 60;

  private FigureWords() {}

  /** What to say of a word that is no figure: the nearest one, and all of them. */
  static String unknown(String word) {
    return "unknown figure '"
        + excerpt(word)
        + "'"
        + nearest(word).map(figure -> ", perhaps " + figure.word()).orElse("")
        + "; expected one of "
        + Arrays.stream(Figure.values()).map(Figure::word).collect(Collectors.joining(", "));
  }

  private static Optional<Figure> nearest(String word) {
    if (word.length() > 4 * EXCERPT_CODE_POINTS) {
      return Optional.empty();
    }
    return Arrays.stream(Figure.values())
        .filter(figure -> wrong(word, figure.word()) <= Math.min(WRONG_MAX, word.length() / 2))
        .min(Comparator.comparingInt(figure -> wrong(word, figure.word())));
  }

  /** How many letters must be put in, left out or replaced to make one word of the other. */
  private static int wrong(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, at -> at);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /** The beginning of what a user wrote, fit for a message: one line, printable, short. */
  static String excerpt(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(EXCERPT_CODE_POINTS)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
    return text.codePointCount(0, text.length()) > EXCERPT_CODE_POINTS
        ? shown.append("...").toString()
        : shown.toString();
  }

  /** Not what ends a line, turns the direction of writing, or is half a character. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
