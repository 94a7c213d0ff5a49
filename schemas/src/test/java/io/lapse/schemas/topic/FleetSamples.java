package io.lapse.schemas.topic;

import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.fleet.Counts;
import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.GuestTraits;
import io.lapse.ledger.fleet.OutageHistogram;
import io.lapse.ledger.fleet.Posted;
import io.lapse.ledger.fleet.ToutStats;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of the records of a fleet's statistics, version 1. */
final class FleetSamples {
  private static final GuestTraits TRAITS =
      new GuestTraits("web", Map.of("zone", "größe-🕰", "owner", ""));

  private FleetSamples() {}

  static Map<String, Samples.Sample<?>> all() {
    Map<String, Samples.Sample<?>> samples = new LinkedHashMap<>();
    samples.put("FleetStatsRecord", new Samples.Sample<>(Topics.fleetStatsSerde(), stats()));
    samples.put("FleetDeltaRecord", new Samples.Sample<>(Topics.fleetDeltasSerde(), deltas()));
    samples.put("FleetGuestRecord", new Samples.Sample<>(Topics.fleetGuestSerde(), guest()));
    samples.put(
        "FleetClockRecord",
        new Samples.Sample<>(
            Topics.fleetClockSerde(),
            new FleetClock(
                List.of(FleetWindow.HOUR),
                1_795_381_200L,
                "g",
                1_795_377_600L,
                1_792_353_600L,
                3)));
    return samples;
  }

  private static FleetStats stats() {
    OutageHistogram touts =
        OutageHistogram.of(60_303_000)
            .plus(OutageHistogram.of(60_303_000))
            .plus(OutageHistogram.of(Long.MAX_VALUE))
            .plus(OutageHistogram.of(-7));
    BigInteger beyond64Bits = BigInteger.ONE.shiftLeft(70).negate();
    return new FleetStats(
        Counts.of(List.of(OutageKind.MIGRATION, OutageKind.MIGRATION, OutageKind.PAUSE)),
        Counts.of(List.of(Verdict.EXCEEDED, Verdict.UNDECIDED)),
        Counts.of(List.of(Cooperation.UNKNOWN, Cooperation.FORCED)),
        1,
        2,
        Map.of(OutageKind.MIGRATION, new ToutStats(touts, beyond64Bits, BigInteger.TEN)),
        new Posted(Map.of(Account.ELAPSED, beyond64Bits, Account.INJECTED, BigInteger.TWO)),
        Counts.of(List.of(Violation.UNACCOUNTED_TIME, Violation.MISSING_STOP)),
        Counts.of(List.of(Violation.MISSING_STOP)));
  }

  private static List<FleetDelta> deltas() {
    TaiInstant at = new TaiInstant(1_795_383_005_926_264_000L);
    return List.of(
        new FleetDelta("g", at, "h1", "h2", TRAITS, stats(), FleetStats.EMPTY),
        new FleetDelta("g", at, null, null, GuestTraits.UNKNOWN, FleetStats.EMPTY, stats()));
  }

  private static FleetGuest guest() {
    Set<Violation> stale = Set.of(Violation.UNACCOUNTED_TIME);
    Set<Violation> both = Set.of(Violation.UNACCOUNTED_TIME, Violation.MASS_EXPIRY);
    return new FleetGuest(
        1,
        List.of(new FleetGuest.Since(1, TRAITS), new FleetGuest.Since(9, GuestTraits.UNKNOWN)),
        List.of(
            new FleetGuest.Living(
                "g/o",
                List.of(
                    new FleetGuest.Change(2, stale, stale),
                    new FleetGuest.Change(11, Set.of(), both)))));
  }
}
