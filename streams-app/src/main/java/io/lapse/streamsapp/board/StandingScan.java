package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.board.Standing.OpenOutages;
import io.lapse.streamsapp.board.Standing.OpenViolations;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Looks at all tables once, for {@link Standing}. */
final class StandingScan {
  /** A later stop came first: no restart is awaited. */
  private static final int SUPERSEDED = Masks.of(List.of(Violation.MISSING_RESTART));

  private final Tables tables;
  private final IntPredicate guests;

  private StandingScan(Tables tables, IntPredicate partitions) {
    this.tables = tables;
    this.guests = guest -> partitions.test(tables.guests().partition(guest));
  }

  static Standing of(Tables tables, IntPredicate partitions, int topMax) {
    StandingScan scan = new StandingScan(tables, partitions);
    return new Standing(
        scan.guestsByZone(),
        scan.openOutages(),
        scan.openViolations(),
        scan.topGuests(topMax),
        HostPairs.of(tables, scan.guests, topMax),
        scan.staleGuests());
  }

  private String zone(int guest) {
    String zone = tables.guests().value(tables.guests().zone(guest));
    return zone == null ? "" : zone;
  }

  private Map<String, Integer> guestsByZone() {
    Map<String, Integer> counts = new HashMap<>();
    for (int guest = 0; guest < tables.guests().size(); guest++) {
      if (guests.test(guest) && tables.isListed(guest)) {
        counts.merge(zone(guest), 1, Integer::sum);
      }
    }
    return counts;
  }

  private List<OpenOutages> openOutages() {
    OutageTable outages = tables.outages();
    int[] counts = new int[OutageKind.values().length + 1];
    long[] oldest = new long[counts.length];
    for (int row = 0; row < outages.rows().end(); row++) {
      if (outages.rows().isUsed(row)
          && outages.isOpen(row)
          && (outages.mask(row) & SUPERSEDED) == 0
          && guests.test(outages.rows().owner(row))) {
        int kind = outages.kindBits(row);
        long stop = outages.stop(row);
        oldest[kind] = counts[kind]++ == 0 ? stop : Math.min(oldest[kind], stop);
      }
    }
    List<OpenOutages> open = new ArrayList<>();
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        open.add(
            new OpenOutages(Codes.choice(OutageKind.values(), kind), counts[kind], oldest[kind]));
      }
    }
    return open;
  }

  private record Violated(String policy, String zone, Violation violation, Severity severity) {}

  private List<OpenViolations> openViolations() {
    Map<Violated, Integer> counts = new HashMap<>();
    AlertTable alerts = tables.alerts();
    Rows rows = alerts.rows();
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row) && alerts.isOpen(row) && guests.test(rows.owner(row))) {
        Violated violated =
            new Violated(
                alerts.policy(row),
                zone(rows.owner(row)),
                alerts.violation(row),
                alerts.severity(row));
        counts.merge(violated, 1, Integer::sum);
      }
    }
    List<OpenViolations> open = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            open.add(
                new OpenViolations(
                    key.policy(), key.zone(), key.violation(), key.severity(), count)));
    return open;
  }

  private List<GuestRow> topGuests(int max) {
    GuestSums sums = GuestSums.of(tables, BoardFilter.ALL);
    return IntStream.range(0, tables.guests().size())
        .filter(guest -> guests.test(guest) && sums.lost[guest] > 0)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer guest) -> -sums.lost[guest])
                .thenComparing(tables.guests()::name, Utf8Order::compare))
        .limit(max)
        .map(guest -> sums.row(tables, guest))
        .toList();
  }

  private Map<String, Integer> staleGuests() {
    boolean[] counted = new boolean[tables.guests().size()];
    Map<String, Integer> counts = new HashMap<>();
    AlertTable alerts = tables.alerts();
    Rows rows = alerts.rows();
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row)
          && alerts.isOpen(row)
          && alerts.violation(row) == Violation.UNACCOUNTED_TIME
          && guests.test(rows.owner(row))
          && !counted[rows.owner(row)]) {
        counted[rows.owner(row)] = true;
        counts.merge(zone(rows.owner(row)), 1, Integer::sum);
      }
    }
    return counts;
  }
}
