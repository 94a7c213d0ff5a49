package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.util.OptionalLong;

/** The value of a figure, for a reader. */
final class Amounts {
  private static final String UNKNOWN = "not known";
  private static final String MS_S = " ms·s";

  private Amounts() {}

  /** In its unit, short. */
  static String shown(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    return value.isEmpty() ? UNKNOWN : shown(figure, value.getAsLong());
  }

  static String shown(Figure figure, long value) {
    if (isMilliSeconds(figure)) {
      return Quantities.compact(value) + MS_S;
    }
    return figure.isNanos() ? Quantities.duration(value) : Quantities.count(value);
  }

  /** The same, shorter: three digits from a million on, and no unit of an integral. */
  static String brief(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    if (value.isEmpty()) {
      return "-";
    }
    return figure.isNanos()
        ? Quantities.duration(value.getAsLong())
        : Quantities.compact(value.getAsLong());
  }

  /** All digits, with the unit. */
  static String exact(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    return figure.isNanos()
        ? Quantities.exact(value.getAsLong())
        : Quantities.count(value.getAsLong()) + unit(figure);
  }

  private static String unit(Figure figure) {
    return isMilliSeconds(figure) ? MS_S : "";
  }

  /** Whether it is an integral, in ms times s. */
  static boolean isMilliSeconds(Figure figure) {
    return figure.word().endsWith("_ms_s");
  }
}
