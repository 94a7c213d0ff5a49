package io.lapse.whatif.report;

import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Scenarios in words. */
final class Scenarios {
  private Scenarios() {}

  /** Within its set of policies: {@code recorded}, {@code as written}, {@code T = 1 s}. */
  static String label(Scenario scenario) {
    return switch (scenario.kind()) {
      case RECORDED -> "recorded";
      case AS_WRITTEN -> "as written";
      case THRESHOLD -> "T = " + Quantities.threshold(thresholdNanos(scenario));
    };
  }

  /** Among all sets of policies. */
  static String fullLabel(Scenario scenario) {
    return label(scenario) + " of '" + scenario.policies() + "'";
  }

  /** Its name in JSON and in CSV. */
  static String word(Scenario scenario) {
    return scenario.kind().name().toLowerCase(Locale.ROOT);
  }

  static long thresholdNanos(Scenario scenario) {
    return Objects.requireNonNull(scenario.thresholdNanos(), "thresholdNanos");
  }

  /** Those with a threshold, in ascending order of it. */
  static List<Row> byThreshold(List<Row> rows) {
    return rows.stream().filter(row -> row.scenario().kind() == Scenario.Kind.THRESHOLD).toList();
  }
}
