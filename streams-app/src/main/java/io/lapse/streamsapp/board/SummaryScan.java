package io.lapse.streamsapp.board;

import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.streamsapp.board.FleetSummary.OpenCount;
import io.lapse.streamsapp.board.FleetSummary.Percentiles;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at all tables once, for {@link FleetSummary}. */
final class SummaryScan {
  private static final double MINUTE_NANOS = 60e9;

  private final Tables tables;
  private final OutageTable outages;
  private final BoardFilter filter;
  private final boolean[] guests;
  private final long[] touts;
  private int known;
  private int closed;
  private int negative;
  private int open;
  private int oldestOpen = Rows.NONE;

  private SummaryScan(Tables tables, BoardFilter filter) {
    this.tables = tables;
    this.outages = tables.outages();
    this.filter = filter;
    this.guests = filter.guests(tables);
    this.touts = new long[outages.rows().size()];
  }

  static FleetSummary of(Tables tables, BoardStatus status, BoardFilter filter, double objective) {
    SummaryScan scan = new SummaryScan(tables, filter);
    OutageScan ranged = new OutageScan(tables, filter);
    new OutageScan(tables, filter.always()).each(row -> scan.add(row, ranged));
    int oldest = scan.oldestOpen;
    return new FleetSummary(
        status,
        scan.guests(),
        scan.closed,
        scan.open,
        oldest == Rows.NONE ? null : (Long) scan.outages.stop(oldest),
        oldest == Rows.NONE ? null : tables.guests().name(scan.outages.rows().owner(oldest)),
        scan.closed / scan.minutes(status),
        scan.percentiles(),
        scan.negative,
        BurnScan.of(tables, status, filter.always(), objective),
        scan.violationsOpen(),
        scan.staleOpen());
  }

  private void add(int row, OutageScan ranged) {
    if (outages.isOpen(row)) {
      open++;
      if (oldestOpen == Rows.NONE || outages.stop(row) < outages.stop(oldestOpen)) {
        oldestOpen = row;
      }
    } else if (ranged.isInRange(row)) {
      closed++;
      if (outages.isKnown(row)) {
        long tout = outages.tout(row);
        touts[known++] = tout;
        negative += tout < 0 ? 1 : 0;
      }
    }
  }

  private int guests() {
    int count = 0;
    for (int guest = 0; guest < guests.length; guest++) {
      count += guests[guest] && tables.isListed(guest) ? 1 : 0;
    }
    return count;
  }

  /** Of the range; where an end is not stated, as far as the board reaches. */
  private double minutes(BoardStatus status) {
    Long from = filter.fromTaiNanos() != null ? filter.fromTaiNanos() : status.fromTaiNanos();
    Long to = filter.toTaiNanos() != null ? filter.toTaiNanos() : status.asOfTaiNanos();
    return from == null || to == null ? 1 : Math.max(1, ((double) to - from) / MINUTE_NANOS);
  }

  private Percentiles percentiles() {
    @Nullable Long[] found = Ranks.of(touts, 0, known, 1_000, 999, 990, 500);
    return new Percentiles(found[3], found[2], found[1], found[0]);
  }

  private record Kind(Violation violation, Severity severity) {}

  private List<OpenCount> violationsOpen() {
    Map<Kind, Integer> counts = new HashMap<>();
    AlertTable alerts = tables.alerts();
    for (int row = 0; row < alerts.rows().end(); row++) {
      if (isOpenAndAskedFor(row)) {
        counts.merge(new Kind(alerts.violation(row), alerts.severity(row)), 1, Integer::sum);
      }
    }
    List<OpenCount> open = new ArrayList<>();
    counts.forEach(
        (kind, count) -> open.add(new OpenCount(kind.violation(), kind.severity(), count)));
    open.sort(
        Comparator.comparingInt((OpenCount each) -> -each.count())
            .thenComparing(OpenCount::violation)
            .thenComparing(OpenCount::severity));
    return open;
  }

  private boolean isOpenAndAskedFor(int alert) {
    AlertTable alerts = tables.alerts();
    if (!alerts.rows().isUsed(alert)
        || !alerts.isOpen(alert)
        || !guests[alerts.rows().owner(alert)]) {
      return false;
    }
    if (filter.kind() == null) {
      return true;
    }
    int outage = tables.outageOf(alert);
    return outage != Rows.NONE && outages.kindBits(outage) == filter.kindBits();
  }

  private int staleOpen() {
    AlertTable alerts = tables.alerts();
    boolean[] counted = new boolean[guests.length];
    int count = 0;
    for (int row = 0; row < alerts.rows().end(); row++) {
      if (isOpenAndAskedFor(row) && alerts.violation(row) == Violation.UNACCOUNTED_TIME) {
        int guest = alerts.rows().owner(row);
        count += counted[guest] ? 0 : 1;
        counted[guest] = true;
      }
    }
    return count;
  }
}
