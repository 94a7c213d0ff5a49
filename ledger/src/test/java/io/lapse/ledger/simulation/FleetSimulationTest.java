package io.lapse.ledger.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Many small fleets under a bad network, each folded in the order of arrival and held against its
 * truth.
 *
 * <p>{@code -Dlapse.seeds=N} runs the seeds 1 to N, {@code -Dlapse.seed=S} one of them.
 */
class FleetSimulationTest {
  private static final long SEEDS = Long.getLong("lapse.seeds", 500);
  private static final List<Long> THRESHOLDS_NANOS =
      List.of(
          0L,
          50 * Nanos.MILLISECOND,
          100 * Nanos.MILLISECOND,
          300 * Nanos.MILLISECOND,
          Nanos.SECOND);

  @Test
  void everySeed_booksTellTheTruth(TestReporter reporter) {
    Long one = Long.getLong("lapse.seed");
    long from = one == null ? 1 : one;
    long to = one == null ? SEEDS : one;
    Tally tally = new Tally();

    List<String> failures =
        LongStream.rangeClosed(from, to)
            .parallel()
            .mapToObj(seed -> check(seed, tally))
            .flatMap(List::stream)
            .toList();

    reporter.publishEntry("seeds", Long.toString(to - from + 1));
    System.out.println("simulated fleets, seeds " + from + " to " + to + ": " + tally.counts());
    assertThat(failures).isEmpty();
    assertThat(tally.counts().get("outages")).isPositive();
    if (one == null && SEEDS >= 100) {
      assertThat(tally.counts()).as("each case was met").doesNotContainValue(0L);
    }
  }

  @Test
  void samePlan_givesTheSameHappenings() {
    FleetPlan plan = FleetPlan.of(3, 10, 5, 4);

    assertThat(happenings(plan)).isEqualTo(happenings(plan)).hasSizeGreaterThan(100);
    assertThat(happenings(FleetPlan.of(4, 10, 5, 4))).isNotEqualTo(happenings(plan));
  }

  @Test
  void happenings_comeInTheOrderOfTrueTime() {
    assertThat(happenings(FleetPlan.of(5, 10, 5, 4)))
        .isSortedAccordingTo(Comparator.comparing(Happening::at));
  }

  @Test
  void anotherDelivery_changesNoTruthAndNoEvent() {
    FleetPlan plan = FleetPlan.of(6, 10, 5, 4).withLoss(200);

    List<Happening> first = happenings(plan);
    List<Happening> second = happenings(plan.withDelivery(7));

    assertThat(second).isNotEqualTo(first);
    assertThat(truth(second)).isEqualTo(truth(first));
    assertThat(inputs(second)).isEqualTo(inputs(first));
  }

  @Test
  void losses_areWhatTheTruthSays() {
    FleetPlan plan = FleetPlan.of(8, 20, 5, 7).withLoss(1_000);

    List<Happening> happenings = happenings(plan);

    Set<LedgerInput> arrived = inputs(happenings);
    List<Happening.Ended> ended = truth(happenings);
    assertThat(ended).anyMatch(outage -> !arrived.contains(outage.stop()));
    assertThat(ended).anyMatch(outage -> !arrived.contains(outage.restart()));
    assertThat(ended)
        .filteredOn(outage -> outage.outage().reported())
        .allMatch(o -> arrived.contains(o.stop()) && arrived.contains(o.restart()));
    assertThat(truth(happenings(plan.withLoss(0)))).allMatch(outage -> outage.outage().reported());
  }

  @Test
  void oneHost_nothingMigrates() {
    List<Happening.Ended> truth = truth(happenings(FleetPlan.of(9, 10, 1, 7)));

    assertThat(truth).hasSizeGreaterThan(10);
    assertThat(truth)
        .allMatch(ended -> ended.outage().sourceHost().equals(ended.outage().destinationHost()));
  }

  private static List<Happening> happenings(FleetPlan plan) {
    List<Happening> happenings = new ArrayList<>();
    FleetSimulation.of(plan).forEachRemaining(happenings::add);
    return happenings;
  }

  private static List<Happening.Ended> truth(List<Happening> happenings) {
    return happenings.stream()
        .filter(Happening.Ended.class::isInstance)
        .map(Happening.Ended.class::cast)
        .toList();
  }

  private static Set<LedgerInput> inputs(List<Happening> happenings) {
    return happenings.stream()
        .filter(Happening.Arrived.class::isInstance)
        .map(happening -> ((Happening.Arrived) happening).input())
        .collect(Collectors.toSet());
  }

  private static List<String> check(long seed, Tally tally) {
    SplitMix64 dice = new SplitMix64(seed);
    FleetPlan plan =
        FleetPlan.of(seed, 5, 4, 2).with(habits(dice)).withLoss((int) dice.between(0, 200));
    Policy policy = policy(dice.oneOf(THRESHOLDS_NANOS));
    Rules rules = new Rules(List.of(policy), Set.of(ReactionOrigin.REPORTED));
    List<String> findings = new ArrayList<>();
    try {
      FoldedFleet fleet = new FoldedFleet(plan, rules);
      findings.addAll(TruthCheck.findings(fleet, policy, tally));
      FoldedFleet again = new FoldedFleet(plan.withDelivery(~seed), rules);
      if (!again.entries.equals(fleet.entries)) {
        findings.add("another order of arrival gives other standing entries");
      }
      tally.add("events", fleet.arrivals);
    } catch (RuntimeException e) {
      findings.add(e + " at " + List.of(e.getStackTrace()).subList(0, 5));
    }
    return findings.stream().map(finding -> finding + repeat(seed)).toList();
  }

  /** Mostly hosts as bad as the books must bear; drains and states saved for days now and then. */
  private static FleetHabits habits(SplitMix64 dice) {
    FleetHabits habits = dice.chance(800) ? FleetHabits.WILD : FleetHabits.PUBLIC;
    return habits
        .withGap(dice.between(2 * Nanos.HOUR, 16 * Nanos.HOUR))
        .withDrains(dice.chance(500) ? Nanos.DAY : 0)
        .withRestMax(dice.chance(700) ? 8 * Nanos.HOUR : 3 * Nanos.DAY);
  }

  private static String repeat(long seed) {
    return "\n  repeat with: mvn -Pquick test -pl ledger -Dtest=FleetSimulationTest -Dlapse.seed="
        + seed;
  }

  private static Policy policy(long thresholdNanos) {
    Policy usual = Policy.DEFAULT;
    return new Policy(
        usual.guestClass(),
        1,
        usual.effectiveFrom(),
        thresholdNanos,
        usual.blackoutLimitNanos(),
        usual.toleranceNanos(),
        usual.injectAs(),
        usual.reactionDelayNanos(),
        usual.afterDeadline(),
        usual.cooperationDeadlineNanos(),
        usual.announcements(),
        usual.massExpiryLimit(),
        usual.openOutageLimitNanos(),
        usual.driftPpm());
  }
}
