package io.lapse.whatif.report;

import io.lapse.whatif.cost.CostedRow;
import io.lapse.whatif.cost.Costs;
import io.lapse.whatif.cost.ParetoFront;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report, its rows compared and priced once for all forms.
 *
 * @param front over the axes of the report
 * @param costs null if no cost function was given
 */
record Judged(Report report, ParetoFront front, @Nullable Costs costs) {
  static Judged of(Report report) {
    List<Row> rows = report.answer().rows();
    return new Judged(
        report,
        ParetoFront.of(rows, report.axes()),
        report.cost() == null ? null : Costs.of(rows, report.cost()));
  }

  /** Whether nothing beats a row; null where it is not compared. */
  @Nullable Boolean onFront(Row row) {
    if (isIn(front.front(), row)) {
      return true;
    }
    return isIn(front.dominated(), row) ? false : null;
  }

  /** What a row costs; null where that is not known, or nothing costs anything. */
  @Nullable CostedRow costed(Row row) {
    if (costs == null) {
      return null;
    }
    return costs.costed().stream()
        .filter(costed -> costed.row().scenario().equals(row.scenario()))
        .findFirst()
        .orElse(null);
  }

  /** What costs least; what was recorded is no choice that is left. */
  List<CostedRow> cheapest() {
    if (costs == null) {
      return List.of();
    }
    List<Row> choices =
        report.answer().rows().stream()
            .filter(row -> row.scenario().kind() != Scenario.Kind.RECORDED)
            .toList();
    return Costs.of(choices, costs.function()).cheapest();
  }

  boolean isCheapest(Row row) {
    return cheapest().stream().anyMatch(costed -> costed.row().scenario().equals(row.scenario()));
  }

  private static boolean isIn(List<Row> rows, Row row) {
    return rows.stream().anyMatch(each -> each.scenario().equals(row.scenario()));
  }
}
