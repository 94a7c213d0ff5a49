package io.lapse.cli.whatif.gather;

import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Policy;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.WhatIf;
import io.lapse.cli.replay.PolicyOption;
import java.util.List;

/** An answer as text: all of it. */
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

  static String of(WhatIf answer) {
    StringBuilder text = new StringBuilder();
    text.append(answer.coverage()).append('\n');
    answer.rows().forEach(row -> text.append(row).append('\n'));
    text.append(answer.tout()).append('\n').append(answer.starved()).append('\n');
    answer
        .worstBursts()
        .forEach(
            burst ->
                text.append(burst.outlook().account().outage().id())
                    .append(' ')
                    .append(burst.timers())
                    .append(' ')
                    .append(burst.overruns())
                    .append('\n'));
    text.append(answer.topGuests()).append('\n').append(answer.hostPairs()).append('\n');
    answer
        .differences()
        .forEach(
            (name, summary) ->
                text.append(name)
                    .append(' ')
                    .append(summary.changes())
                    .append(' ')
                    .append(summary.columns())
                    .append('\n')
                    .append(summary.examples())
                    .append('\n'));
    return text.toString();
  }
}
