package io.lapse.cli.fleetreport;

import io.lapse.ledger.fleet.Dimension;
import java.util.function.Predicate;

/**
 * By what a report has its rows.
 *
 * @param name of the column
 * @param needsProfiles whether a ledger alone does not tell
 * @param takes whether a dimension is one of them
 */
record Breakdown(String name, boolean needsProfiles, Predicate<Dimension> takes) {
  private static final String LABEL = "label:";

  /**
   * Reads what follows {@code --by}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Breakdown parse(String text) {
    if (text.startsWith(LABEL) && text.length() > LABEL.length()) {
      String label = text.substring(LABEL.length());
      return new Breakdown(
          label, true, d -> d instanceof Dimension.Label l && l.name().equals(label));
    }
    return switch (text) {
      case "fleet" -> new Breakdown(text, false, Dimension.Whole.class::isInstance);
      case "host" ->
          new Breakdown(
              text,
              false,
              d -> d instanceof Dimension.Source || d instanceof Dimension.Destination);
      case "pair" -> new Breakdown(text, false, Dimension.Pair.class::isInstance);
      case "class" -> new Breakdown(text, true, Dimension.OfClass.class::isInstance);
      default ->
          throw new IllegalArgumentException(
              "expected fleet, host, pair, class or label:NAME: " + text);
    };
  }

  /** What a row is called. */
  static String rowName(Dimension dimension) {
    if (dimension instanceof Dimension.Source source) {
      return source.host() + " (from)";
    }
    if (dimension instanceof Dimension.Destination destination) {
      return destination.host() + " (to)";
    }
    if (dimension instanceof Dimension.Pair pair) {
      return pair.source() + ">" + pair.destination();
    }
    if (dimension instanceof Dimension.Label label) {
      return label.value();
    }
    return dimension instanceof Dimension.OfClass ofClass ? ofClass.guestClass() : "all";
  }
}
