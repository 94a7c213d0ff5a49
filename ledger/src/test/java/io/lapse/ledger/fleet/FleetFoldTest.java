package io.lapse.ledger.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Histories;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Whatever arrives, in whatever order: the statistics are those of what stands. */
class FleetFoldTest {
  private static final Rules ALL = new Rules(List.of(), Set.of(ReactionOrigin.values()));
  private static final FleetWindows WINDOWS =
      new FleetWindows(List.of(FleetWindow.parse("1s"), FleetWindow.DAY), 10_000L * 86_400);
  private static final FleetWindows USUAL =
      new FleetWindows(FleetWindows.DEFAULT.windows(), 10_000L * 86_400);
  private static final long SEEDS = Long.getLong("lapse.fleet.seeds", 100);

  @Provide
  Arbitrary<List<LedgerInput>> histories() {
    return Histories.any();
  }

  /** Each profile gets other labels, so that labels change between an entry and its reversal. */
  private static List<LedgerInput> labelled(List<LedgerInput> inputs, Random random) {
    List<LedgerInput> labelled = new ArrayList<>();
    for (LedgerInput input : inputs) {
      if (input instanceof GuestEvent.Profile profile) {
        labelled.add(labelled(profile, random));
      } else {
        labelled.add(input);
      }
    }
    return labelled;
  }

  private static GuestEvent.Profile labelled(GuestEvent.Profile profile, Random random) {
    return new GuestEvent.Profile(
        profile.envelope(),
        profile.clocksource(),
        profile.tscKhz(),
        profile.kernel(),
        profile.os(),
        "class-" + random.nextInt(2),
        profile.counterWhilePaused(),
        Map.of("zone", "z" + random.nextInt(3), "owner", "o" + random.nextInt(2)));
  }

  private static CountedFleet counted(List<LedgerInput> inputs, FleetWindows windows) {
    CountedFleet fleet = new CountedFleet(ALL, windows);
    inputs.forEach(fleet::on);
    return fleet;
  }

  @Property
  void statistics_areThoseOfWhatStands(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll long seed) {
    CountedFleet fleet = counted(labelled(inputs, new Random(seed)), WINDOWS);

    assertThat(fleet.totals.byKey()).isEqualTo(fleet.direct());
  }

  @Property
  void deltas_inAnyOrderAndGrouping_giveTheSame(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll long seed) {
    CountedFleet fleet = counted(labelled(inputs, new Random(seed)), WINDOWS);
    List<FleetDelta> deltas = new ArrayList<>(fleet.deltas);
    Collections.shuffle(deltas, new Random(seed));

    Map<FleetKey, FleetStats> added = new HashMap<>();
    Map<FleetKey, FleetStats> removed = new HashMap<>();
    for (FleetDelta delta : deltas) {
      keys(delta).forEach(key -> added.merge(key, delta.added(), FleetStats::plus));
      keys(delta).forEach(key -> removed.merge(key, delta.removed(), FleetStats::plus));
    }

    FleetTotals shuffled = new FleetTotals();
    added.forEach((key, stats) -> shuffled.put(key, stats.minus(removed.getOrDefault(key, stats))));
    assertThat(shuffled.byKey()).isEqualTo(fleet.totals.byKey());
  }

  private static List<FleetKey> keys(FleetDelta delta) {
    List<FleetKey> keys = new ArrayList<>();
    for (FleetWindow window : WINDOWS.windows()) {
      for (String host : delta.hosts()) {
        delta
            .dimensions(host)
            .forEach(
                dimension ->
                    keys.add(new FleetKey(window, window.startSeconds(delta.at()), dimension)));
      }
    }
    return keys;
  }

  @Property
  void reversalOfEverything_leavesNothing(
      @ForAll("histories") List<LedgerInput> inputs, @ForAll long seed) {
    CountedFleet fleet = counted(labelled(inputs, new Random(seed)), WINDOWS);

    fleet.reverseAll();

    assertThat(fleet.totals.byKey()).isEmpty();
  }

  @Property
  void postings_ofAnyDimension_sumToZero(@ForAll("histories") List<LedgerInput> inputs) {
    CountedFleet fleet = counted(inputs, WINDOWS);

    fleet
        .totals
        .byKey()
        .values()
        .forEach(
            stats ->
                assertThat(
                        stats.posted().byAccount().values().stream()
                            .reduce(BigInteger.ZERO, BigInteger::add))
                    .isZero());
  }

  /** {@code -Dlapse.fleet.seeds=N} runs the seeds 1 to N. */
  @Test
  void simulatedFleets_underABadNetwork_areCountedAsTheyStand(TestReporter reporter) {
    Map<Violation, Long> met = new EnumMap<>(Violation.class);
    List<Long> wrong = new ArrayList<>();
    for (long seed : LongStream.rangeClosed(1, SEEDS).toArray()) {
      FleetPlan plan = FleetPlan.of(seed, 8, 4, 3).withGap(3_600_000_000_000L * 4).withLoss(100);
      CountedFleet fleet = counted(arrivals(plan), USUAL);
      CountedFleet otherwise = counted(arrivals(plan.withDelivery(~seed)), USUAL);

      fleet
          .totals
          .byKey()
          .values()
          .forEach(
              s ->
                  s.opened()
                      .byKey()
                      .forEach((violation, count) -> met.merge(violation, count, Long::sum)));
      boolean stands = fleet.totals.byKey().equals(fleet.direct());
      boolean same = withoutTraits(fleet).equals(withoutTraits(otherwise));
      if (!stands || !same) {
        wrong.add(seed);
      }
    }

    reporter.publishEntry("seeds", Long.toString(SEEDS));
    assertThat(wrong).as("seeds").isEmpty();
    assertThat(met).containsKeys(Violation.UNACCOUNTED_TIME, Violation.BLACKOUT_EXCEEDED);
  }

  /** Books that are sealed on the way; labels that change at each boot. */
  @Test
  void longLives_areCountedAsTheyStand_andLittleIsRemembered() {
    FleetPlan plan = FleetPlan.of(4, 3, 4, 40).withGap(3_600_000_000_000L).withLoss(100);
    List<LedgerInput> inputs = labelled(arrivals(plan), new Random(1));

    CountedFleet fleet = counted(inputs, USUAL);

    assertThat(fleet.totals.byKey()).isEqualTo(fleet.direct());
    assertThat(inputs.stream().filter(GuestEvent.Profile.class::isInstance)).hasSizeGreaterThan(50);
    assertThat(fleet.guests.values())
        .allSatisfy(
            guest -> {
              assertThat(guest.traits()).hasSizeBetween(1, 20);
              assertThat(guest.living()).hasSizeLessThan(40);
            });
  }

  private static List<LedgerInput> arrivals(FleetPlan plan) {
    List<LedgerInput> inputs = new ArrayList<>();
    FleetSimulation.of(plan)
        .forEachRemaining(
            happening -> {
              if (happening instanceof Happening.Arrived arrived) {
                inputs.add(arrived.input());
              }
            });
    return inputs;
  }

  /** Under which labels an entry is counted is a matter of arrival; all else is not. */
  private static Map<FleetKey, FleetStats> withoutTraits(CountedFleet fleet) {
    Map<FleetKey, FleetStats> left = new HashMap<>(fleet.totals.byKey());
    left.keySet()
        .removeIf(
            key ->
                key.dimension() instanceof Dimension.Label
                    || key.dimension() instanceof Dimension.OfClass);
    return left;
  }
}
