package io.lapse.whatif.sweep;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Policy;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.Scenario.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions, and the answers to them. */
final class Sweeps {
  static final List<Long> THRESHOLDS =
      List.of(
          0L,
          1L,
          1_000_000L,
          10_000_000L,
          50_000_000L,
          100_000_000L,
          500_000_000L,
          1_000_000_000L,
          30_000_000_000L,
          600_000_000_000L,
          Policy.DURATION_NANOS_MAX);

  private Sweeps() {}

  /** The built-in policy, but for what is said. */
  static Policy policy(long thresholdNanos, InjectAs injectAs, AfterDeadline afterDeadline) {
    Policy was = Policy.DEFAULT;
    return new Policy(
        was.guestClass(),
        was.version(),
        was.effectiveFrom(),
        thresholdNanos,
        was.blackoutLimitNanos(),
        was.toleranceNanos(),
        injectAs,
        was.reactionDelayNanos(),
        afterDeadline,
        was.cooperationDeadlineNanos(),
        was.announcements(),
        was.massExpiryLimit(),
        was.openOutageLimitNanos(),
        was.driftPpm());
  }

  /** The built-in policy for a class, with another threshold. */
  static Policy classed(String guestClass, long thresholdNanos) {
    Policy was = policy(thresholdNanos, InjectAs.OFFSET, AfterDeadline.FORCE);
    return new Policy(
        guestClass,
        1,
        was.effectiveFrom(),
        was.thresholdNanos(),
        was.blackoutLimitNanos(),
        was.toleranceNanos(),
        was.injectAs(),
        was.reactionDelayNanos(),
        was.afterDeadline(),
        was.cooperationDeadlineNanos(),
        was.announcements(),
        was.massExpiryLimit(),
        was.openOutageLimitNanos(),
        was.driftPpm());
  }

  static Rules rules(Policy... policies) {
    return new Rules(List.of(policies), Set.of(ReactionOrigin.REPORTED));
  }

  static Question question(Policy... policies) {
    List<PolicySet> sets = new ArrayList<>();
    for (Policy policy : policies) {
      sets.add(new PolicySet("set " + sets.size(), rules(policy)));
    }
    return new Question(sets, THRESHOLDS, Models.DEFAULT, null, null);
  }

  static WhatIf answer(Question question, Map<String, List<LedgerInput>> histories) {
    Sweep sweep = new Sweep(question);
    histories.forEach(sweep::add);
    return sweep.result();
  }

  /** The figures of a threshold, by the first set. */
  static Figures under(WhatIf result, long thresholdNanos) {
    return row(result, Kind.THRESHOLD, thresholdNanos).figures();
  }

  /** The figures of what happened. */
  static Figures recorded(WhatIf result) {
    return row(result, Kind.RECORDED, null).figures();
  }

  static Row row(WhatIf result, Kind kind, @Nullable Long thresholdNanos) {
    String name = result.question().policies().get(0).name();
    Scenario scenario = new Scenario(name, kind, thresholdNanos);
    return result.rows().stream()
        .filter(row -> row.scenario().equals(scenario))
        .findFirst()
        .orElseThrow();
  }
}
