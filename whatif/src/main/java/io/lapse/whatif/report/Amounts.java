package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.util.OptionalLong;

/** The value of a figure, for a reader. */
final class Amounts {
  private static final String UNKNOWN = "not known";
  private static final String MS_S = " ms·s";
  private static final String S_S = " s·s";
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long MILLIS_MAX = Long.MAX_VALUE / NANOS_PER_MILLI;
  private static final long DAY_MILLIS = 86_400_000;

  private Amounts() {}

  /** In its unit, short. */
  static String shown(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    return value.isEmpty() ? UNKNOWN : shown(figure, value.getAsLong());
  }

  static String shown(Figure figure, long value) {
    if (isMilliSeconds(figure)) {
      return Quantities.compact(value / MILLIS_PER_SECOND) + S_S;
    }
    return isDuration(figure) ? duration(figure, value) : Quantities.count(value);
  }

  /** The same, shorter: three digits from a million on, and no unit of an integral. */
  static String brief(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    if (value.isEmpty()) {
      return "-";
    }
    return isDuration(figure)
        ? duration(figure, value.getAsLong())
        : Quantities.compact(value.getAsLong());
  }

  /** All digits, with the unit. */
  static String exact(Figure figure, Figures figures) {
    OptionalLong value = figures.get(figure);
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    if (figure.isMillis()) {
      return Quantities.count(value.getAsLong()) + " ms";
    }
    return figure.isNanos()
        ? Quantities.exact(value.getAsLong())
        : Quantities.count(value.getAsLong()) + unit(figure);
  }

  private static String unit(Figure figure) {
    return isMilliSeconds(figure) ? MS_S : "";
  }

  /** Whether it is a length of time. */
  static boolean isDuration(Figure figure) {
    return figure.isNanos() || figure.isMillis();
  }

  /** A sum that no ns can tell is told in days. */
  private static String duration(Figure figure, long value) {
    if (figure.isNanos()) {
      return Quantities.duration(value);
    }
    return value > MILLIS_MAX
        ? Quantities.count(value / DAY_MILLIS) + " d"
        : Quantities.duration(value * NANOS_PER_MILLI);
  }

  /** Whether it is an integral, in ms times s. */
  static boolean isMilliSeconds(Figure figure) {
    return figure.word().endsWith("_ms_s");
  }
}
