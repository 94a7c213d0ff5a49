package io.lapse.whatif.sweep;

import io.lapse.ledger.policy.Verdict;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Outlook;
import java.util.ArrayList;
import java.util.List;

/** Adds up the scenarios of one set of policies. */
final class SetTally {
  private final List<RowTally> rows = new ArrayList<>();

  SetTally(Question question, PolicySet set) {
    question.scenarios(set).forEach(scenario -> rows.add(new RowTally(scenario)));
  }

  void add(Outlook outlook) {
    for (RowTally row : rows) {
      Scenario scenario = row.scenario();
      switch (scenario.kind()) {
        case RECORDED -> recorded(row, outlook);
        case AS_WRITTEN -> add(row, outlook, ownThresholdNanos(outlook));
        case THRESHOLD -> add(row, outlook, scenario.requireThresholdNanos());
      }
    }
  }

  private static long ownThresholdNanos(Outlook outlook) {
    return outlook.account().outage().policy().thresholdNanos();
  }

  private static void recorded(RowTally row, Outlook outlook) {
    row.add(outlook.recorded());
    if (outlook.verdict(ownThresholdNanos(outlook)) == Verdict.UNDECIDED) {
      row.undecided();
    }
  }

  private static void add(RowTally row, Outlook outlook, long thresholdNanos) {
    Verdict verdict = outlook.verdict(thresholdNanos);
    Figures asRuled = outlook.figures(outlook.under(verdict));
    if (verdict != Verdict.UNDECIDED) {
      row.add(asRuled);
      return;
    }
    row.add(asRuled, outlook.figures(outlook.underAtMost(verdict)));
    if (asRuled.orZero(Figure.INJECTED) > 0) {
      row.undecided();
    }
  }

  void merge(SetTally other) {
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).merge(other.rows.get(i));
    }
  }

  List<Row> rows() {
    return rows.stream().map(RowTally::row).toList();
  }
}
