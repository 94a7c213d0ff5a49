package io.lapse.streamsapp.metrics;

import static io.lapse.streamsapp.metrics.Counters.lower;

import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.account.WallClock;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardStatus;
import io.lapse.streamsapp.board.Standing;
import io.lapse.streamsapp.metrics.NtpWords.NtpState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands of the guests that this instance owns, so that a sum over instances is the fleet. It
 * is looked up when it is {@link #refresh}ed, not when it is scraped; before the board has come to
 * the end of its topics there is nothing.
 */
final class StandingMeters {
  /** So many guests and pairs of hosts are named. */
  static final int TOP_MAX = 50;

  private static final long MILLI_NANOS = 1_000_000;
  private static final double SECOND_MILLIS = 1e3;

  private final FoldMetrics fold;
  private final Board board;
  private final IntPredicate owned;
  private final Gauges violations;
  private final Gauges alerts;
  private final Gauges bursts;
  private final Gauges guests;
  private final Gauges open;
  private final Gauges oldest;
  private final Gauges clocks;
  private final Gauges pairs;
  private final Gauges top;

  /**
   * Those of an instance.
   *
   * @param owned the partitions whose inputs it takes now
   * @param objective the share of guest-minutes that is to be good
   */
  StandingMeters(
      MeterRegistry registry, FoldMetrics fold, Board board, IntPredicate owned, double objective) {
    this.fold = fold;
    this.board = board;
    this.owned = owned;
    violations =
        new Gauges(
            registry,
            "lapse.violations.open",
            null,
            "Times that a guest's wall clock is wrong and not repaired.",
            "policy",
            "zone",
            "state");
    alerts =
        new Gauges(
            registry,
            "lapse.alerts.open",
            null,
            "Violations and alarms that stand open, by what is wrong.",
            "violation",
            "severity",
            "zone");
    bursts =
        new Gauges(
            registry,
            "lapse.timer.burst.size.max",
            null,
            "The most timers that one outage of the last hour may have let expire at once.",
            "zone");
    guests =
        new Gauges(
            registry,
            "lapse.guests",
            null,
            "Guests, by what is known of their NTP.",
            "zone",
            "ntp_state");
    open =
        new Gauges(
            registry, "lapse.outages.open", null, "Outages whose restart is awaited.", "kind");
    oldest =
        new Gauges(
            registry,
            "lapse.outage.open.oldest.timestamp",
            "seconds",
            "When the oldest outage whose restart is awaited began, in Unix time.",
            "kind");
    clocks =
        new Gauges(
            registry,
            "lapse.host.clock.error.bound",
            "seconds",
            "What hosts said last of the error of their clock.",
            "host");
    pairs =
        new Gauges(
            registry,
            "lapse.host.pair.bias",
            "seconds",
            "By how much the clock of dst is ahead of that of src, as migrations show.",
            "src",
            "dst");
    top =
        new Gauges(
            registry,
            "lapse.top.guest.outage",
            "seconds",
            "How long the guests that lost the most stood still, all their outages together.",
            "rank",
            "guest");
    Gauge.builder("lapse.slo.objective.ratio", () -> objective)
        .description("The share of guest-minutes that no outage beyond its limit may touch.")
        .register(registry);
  }

  /** Looks up what stands now. */
  void refresh() {
    fold.bursts().largest().forEach((zone, size) -> bursts.add((double) size, zone));
    bursts.show();
    fold.hosts().errors().forEach((host, nanos) -> clocks.add(Histograms.seconds(nanos), host));
    clocks.show();
    if (board.status().state() == BoardStatus.State.LIVE) {
      show(board.standing(owned, TOP_MAX));
    }
  }

  private void show(Standing standing) {
    showGuests(standing.guestsByZone());
    showOpenOutages(standing);
    showAlerts(standing);
    standing
        .pairs()
        .forEach(pair -> pairs.add(Histograms.seconds(pair.biasNanos()), pair.one(), pair.other()));
    pairs.show();
    int rank = 1;
    for (var guest : standing.topGuests()) {
      top.add(Histograms.seconds(guest.lostNanos()), String.valueOf(rank++), guest.guest());
    }
    top.show();
  }

  private void showGuests(Map<String, Integer> byZone) {
    Map<String, Map<NtpState, Integer>> known = fold.ntp().counts(owned);
    known.forEach(
        (zone, states) -> states.forEach((state, count) -> guests.add(count, zone, lower(state))));
    byZone.forEach((zone, count) -> guests.add(count, zone(zone), lower(NtpState.UNKNOWN)));
    known.forEach(
        (zone, states) ->
            guests.less(
                states.values().stream().mapToInt(Integer::intValue).sum(),
                zone,
                lower(NtpState.UNKNOWN)));
    guests.show();
  }

  private void showOpenOutages(Standing standing) {
    for (OutageKind kind : OutageKind.values()) {
      open.add(0, lower(kind));
    }
    for (Standing.OpenOutages outages : standing.openOutages()) {
      String kind = kind(outages.kind());
      open.add(outages.count(), kind);
      oldest.add(unixSeconds(outages.oldestTaiNanos()), kind);
    }
    open.show();
    oldest.show();
  }

  private void showAlerts(Standing standing) {
    for (Standing.OpenViolations row : standing.openViolations()) {
      String zone = zone(row.zone());
      alerts.add(row.count(), lower(row.violation()), lower(row.severity()), zone);
      if (row.violation() == Violation.UNACCOUNTED_TIME) {
        violations.add(row.count(), fold.policies().of(row.policy()), zone, "stale");
      }
    }
    alerts.show();
    violations.show();
  }

  private String zone(String zone) {
    return fold.zones().of(zone);
  }

  private static String kind(@Nullable OutageKind kind) {
    return Booked.kind(kind);
  }

  /** What TAI is ahead by now is what it was ahead by then, but for seconds around a leap. */
  private static double unixSeconds(long taiNanos) {
    long taiMillis = Math.floorDiv(taiNanos, MILLI_NANOS);
    long aheadMillis = WallClock.tai(taiMillis).nanos() / MILLI_NANOS - taiMillis;
    return (double) (taiMillis - aheadMillis) / SECOND_MILLIS;
  }
}
