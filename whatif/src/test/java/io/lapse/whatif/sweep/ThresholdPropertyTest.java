package io.lapse.whatif.sweep;

import static io.lapse.whatif.sweep.Sweeps.THRESHOLDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.harm.Models;
import io.lapse.whatif.sweep.Scenario.Kind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds between the thresholds of a sweep, for any fleet. */
class ThresholdPropertyTest {

  /** Ten thresholds over one fold are ten folds. */
  @Property(tries = 12)
  void sweep_isAFoldPerThreshold(@ForAll long seed, @ForAll AfterDeadline afterDeadline) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 8, 12);
    Policy swept = Sweeps.policy(0, InjectAs.OFFSET, afterDeadline);

    WhatIf result = Sweeps.answer(Sweeps.question(swept), fleet);

    for (long threshold : THRESHOLDS) {
      Policy policy = Sweeps.policy(threshold, InjectAs.OFFSET, afterDeadline);
      List<Entry> entries =
          Fleets.lastEntries(fleet, Sweeps.rules(policy)).stream()
              .filter(entry -> isInTheHostsHands(entry, afterDeadline))
              .toList();
      Figures figures = Sweeps.under(result, threshold);
      long undecided = figures.orZero(Figure.UNDECIDED);
      assertThat(figures.orZero(Figure.COMPENSATED))
          .as("T = %d", threshold)
          .isEqualTo(count(entries, Verdict.WITHIN));
      assertThat(undecided).as("T = %d", threshold).isEqualTo(count(entries, Verdict.UNDECIDED));
      assertThat(figures.orZero(Figure.INJECTED) - undecided)
          .as("T = %d", threshold)
          .isEqualTo(count(entries, Verdict.EXCEEDED));
    }
  }

  /** Neither slept through by the guest nor the end of it. */
  private static boolean isInTheHostsHands(Entry entry, AfterDeadline afterDeadline) {
    boolean warnedInVain =
        entry.cooperation() == Cooperation.FORCED || entry.cooperation() == Cooperation.KILLED;
    return Objects.requireNonNull(entry.amounts()).sleptBasis() == null
        && !(warnedInVain && afterDeadline == AfterDeadline.DIE);
  }

  private static long count(List<Entry> entries, Verdict verdict) {
    return entries.stream().filter(entry -> entry.verdict() == verdict).count();
  }

  /** A policy as it is written is the threshold that it states. */
  @Property(tries = 8)
  void policyAsWritten_isItsThreshold(@ForAll long seed) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 6, 10);
    Policy policy = Sweeps.policy(THRESHOLDS.get(4), InjectAs.OFFSET, AfterDeadline.FORCE);

    WhatIf result = Sweeps.answer(Sweeps.question(policy), fleet);

    Row written = Sweeps.row(result, Kind.AS_WRITTEN, null);
    Row threshold = Sweeps.row(result, Kind.THRESHOLD, THRESHOLDS.get(4));
    assertThat(written.figures()).isEqualTo(threshold.figures());
    assertThat(written.ifCompensated()).isEqualTo(threshold.ifCompensated());
    assertThat(written.bursts()).isEqualTo(threshold.bursts());
    assertThat(written.steps()).isEqualTo(threshold.steps());
  }

  /** Each class of guests by its own; a threshold of the sweep is one for all. */
  @Property(tries = 8)
  void policiesOfClasses_asWritten_areTheFold(@ForAll long seed) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 8, 12);
    Rules rules =
        Sweeps.rules(
            Sweeps.policy(0, InjectAs.OFFSET, AfterDeadline.FORCE),
            Sweeps.classed("latency", 60_000_000),
            Sweeps.classed("batch", THRESHOLDS.get(8)));
    Question question =
        new Question(
            List.of(new PolicySet("classes", rules)), THRESHOLDS, Models.DEFAULT, null, null);

    WhatIf result = Sweeps.answer(question, fleet);

    List<Entry> entries =
        Fleets.lastEntries(fleet, rules).stream()
            .filter(entry -> isInTheHostsHands(entry, AfterDeadline.FORCE))
            .toList();
    Figures written = Sweeps.row(result, Kind.AS_WRITTEN, null).figures();
    assertThat(written.orZero(Figure.COMPENSATED)).isEqualTo(count(entries, Verdict.WITHIN));
    assertThat(written.orZero(Figure.UNDECIDED)).isEqualTo(count(entries, Verdict.UNDECIDED));
    assertThat(Sweeps.under(result, 0).orZero(Figure.COMPENSATED)).isZero();
  }

  @Property(tries = 12)
  void futures_addUpToTheOutages_andMoveOneWay(
      @ForAll long seed, @ForAll AfterDeadline afterDeadline) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 8, 12);
    Policy policy = Sweeps.policy(0, InjectAs.OFFSET, afterDeadline);

    WhatIf result = Sweeps.answer(Sweeps.question(policy), fleet);

    long outages = Sweeps.recorded(result).orZero(Figure.OUTAGES);
    Figures before = Sweeps.under(result, 0);
    assertThat(before.orZero(Figure.COMPENSATED)).isZero();
    assertThat(before.orZero(Figure.UNDECIDED)).isZero();
    for (long threshold : THRESHOLDS) {
      Row row = Sweeps.row(result, Kind.THRESHOLD, threshold);
      for (Figures figures : List.of(row.figures(), row.ifCompensated())) {
        assertThat(figures.orZero(Figure.OUTAGES)).isEqualTo(outages);
        assertThat(futures(figures)).as("T = %d", threshold).isEqualTo(outages);
      }
      Figures figures = row.figures();
      assertThat(row.ifCompensated().orZero(Figure.COMPENSATED))
          .isEqualTo(figures.orZero(Figure.COMPENSATED) + figures.orZero(Figure.UNDECIDED));
      assertThat(figures.orZero(Figure.COMPENSATED))
          .isGreaterThanOrEqualTo(before.orZero(Figure.COMPENSATED));
      assertThat(figures.orZero(Figure.INJECTED))
          .isLessThanOrEqualTo(before.orZero(Figure.INJECTED));
      for (Figure same : List.of(Figure.SLEPT, Figure.KILLED, Figure.WOULD_DIE)) {
        assertThat(figures.orZero(same)).as("%s", same).isEqualTo(before.orZero(same));
      }
      before = figures;
    }
  }

  private static long futures(Figures figures) {
    return figures.orZero(Figure.COMPENSATED)
        + figures.orZero(Figure.INJECTED)
        + figures.orZero(Figure.SLEPT)
        + figures.orZero(Figure.KILLED);
  }

  @Property(tries = 12)
  void injection_firesNothingOnMonotonic(@ForAll long seed, @ForAll InjectAs injectAs) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 8, 12);
    Policy policy = Sweeps.policy(0, injectAs, AfterDeadline.FORCE);

    WhatIf result = Sweeps.answer(Sweeps.question(policy), fleet);

    Figures figures = Sweeps.under(result, 0);
    assertThat(figures.orZero(Figure.TIMERS)).isPositive();
    assertThat(figures.orZero(Figure.MONOTONIC_TIMERS)).isZero();
    assertThat(figures.orZero(Figure.MONOTONIC_JUMPED_MS)).isZero();
    assertThat(figures.orZero(Figure.MAX_IDLE_CROSSED)).isZero();
  }

  @Property(tries = 12)
  void timers_lieBetweenTheirBounds(@ForAll long seed) {
    Map<String, List<LedgerInput>> fleet = Fleets.wild(seed, 8, 12);
    Policy policy = Sweeps.policy(0, InjectAs.OFFSET, AfterDeadline.FORCE);

    WhatIf result = Sweeps.answer(Sweeps.question(policy), fleet);

    for (Row row : result.rows()) {
      Figures figures = row.figures();
      long timers = figures.orZero(Figure.TIMERS);
      assertThat(timers)
          .as("%s", row.scenario())
          .isBetween(figures.orZero(Figure.TIMERS_LOW), figures.orZero(Figure.TIMERS_HIGH));
      assertThat(figures.orZero(Figure.MONOTONIC_TIMERS)).isLessThanOrEqualTo(timers);
      assertThat(figures.orZero(Figure.BURST_MAX)).isLessThanOrEqualTo(timers);
      assertThat(row.bursts().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(figures.orZero(Figure.OUTAGES) - figures.orZero(Figure.KILLED));
      assertThat(row.steps().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(figures.orZero(Figure.REALTIME_STEPS));
    }
  }
}
