package io.lapse.cli.whatif.gather;

import io.lapse.cli.replay.PolicyOption;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Policy;
import io.lapse.whatif.cost.ParetoFront;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.report.JsonReport;
import io.lapse.whatif.report.Provenance;
import io.lapse.whatif.report.Provenance.Handling;
import io.lapse.whatif.report.Report;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An answer as a report has it: all of it. */
final class ComparedAnswer {
  private static final List<Policy> STRICT = PolicyOption.parse("after_deadline=die");

  static final Question QUESTION =
      new Question(
          List.of(
              new PolicySet("built-in", Rules.DEFAULT),
              new PolicySet("strict", Rules.DEFAULT.with(STRICT))),
          List.of(0L, 100_000_000L, 10_000_000_000L),
          Models.DEFAULT,
          null,
          null);

  private ComparedAnswer() {}

  /** As JSON, from wherever it came. */
  static String of(WhatIf answer) {
    Provenance provenance = new Provenance(List.of("test"), 0, Handling.IN_MEMORY, List.of());
    StringBuilder json = new StringBuilder();
    try {
      JsonReport.write(
          new Report(answer, provenance, null, ParetoFront.DEFAULT_AXES, List.of()), json);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail to be written", e);
    }
    return json.toString();
  }
}
