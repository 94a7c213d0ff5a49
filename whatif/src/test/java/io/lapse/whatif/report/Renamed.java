package io.lapse.whatif.report;

import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import io.lapse.whatif.sweep.WhatIf;
import java.util.List;
import java.util.Map;

/** The same report about policies of another name. */
final class Renamed {
  private Renamed() {}

  /** Of a report with one set of policies. */
  static Report policies(Report report, String name) {
    WhatIf answer = report.answer();
    Question question = answer.question();
    PolicySet set = new PolicySet(name, question.policies().get(0).rules());
    List<Row> rows = answer.rows().stream().map(row -> renamed(row, name)).toList();
    return new Report(
        new WhatIf(
            new Question(
                List.of(set),
                question.thresholdsNanos(),
                question.models(),
                question.from(),
                question.to()),
            answer.coverage(),
            rows,
            answer.tout(),
            answer.starved(),
            answer.worstBursts(),
            answer.topGuests(),
            answer.hostPairs(),
            answer.hostPairsOneIn(),
            answer.hostBiases(),
            Map.of()),
        report.provenance(),
        report.cost(),
        report.axes(),
        report.checks());
  }

  private static Row renamed(Row row, String name) {
    Scenario was = row.scenario();
    return new Row(
        new Scenario(name, was.kind(), was.thresholdNanos()),
        row.figures(),
        row.ifCompensated(),
        row.bursts(),
        row.steps());
  }
}
