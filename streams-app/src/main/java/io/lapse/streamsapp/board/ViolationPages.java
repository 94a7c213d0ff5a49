package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.List;

/** Pages of violations. */
final class ViolationPages {
  private final Tables tables;
  private final AlertTable alerts;
  private final ViolationQuery query;
  private final boolean[] guests;

  private ViolationPages(Tables tables, ViolationQuery query) {
    this.tables = tables;
    this.alerts = tables.alerts();
    this.query = query;
    this.guests = query.filter().guests(tables);
    if (query.guest() != null) {
      int guest = tables.guests().find(query.guest());
      for (int i = 0; i < guests.length; i++) {
        guests[i] &= i == guest;
      }
    }
  }

  static Page<AlertRow> of(Tables tables, BoardStatus status, ViolationQuery query) {
    ViolationPages pages = new ViolationPages(tables, query);
    Best best = new Best(query.limit() + 1, pages::compare);
    for (int row = pages.alerts.rows().end() - 1; row >= 0; row--) {
      if (pages.alerts.rows().isUsed(row) && pages.isAskedFor(row)) {
        best.offer(row);
      }
    }
    List<AlertRow> rows = new ArrayList<>();
    for (int row : best.sorted()) {
      rows.add(tables.alert(row));
    }
    boolean hasMore = rows.size() > query.limit();
    return new Page<>(status, hasMore ? rows.subList(0, query.limit()) : rows, hasMore);
  }

  private boolean isAskedFor(int row) {
    Boolean isOpen = query.isOpen();
    return guests[alerts.rows().owner(row)]
        && (isOpen == null || isOpen == alerts.isOpen(row))
        && (query.violation() == null || query.violation() == alerts.violation(row))
        && (query.severity() == null || query.severity() == alerts.severity(row))
        && isOfKind(row)
        && isAfter(row);
  }

  private boolean isOfKind(int row) {
    int kindBits = query.filter().kindBits();
    if (kindBits == 0) {
      return true;
    }
    int outage = tables.outageOf(row);
    return outage != Rows.NONE && tables.outages().kindBits(outage) == kindBits;
  }

  private boolean isAfter(int row) {
    After after = query.after();
    if (after == null) {
      return true;
    }
    int byTime = Long.compare(after.number(), alerts.at(row));
    return byTime > 0 || (byTime == 0 && Utf8Order.compare(alerts.alertId(row), after.text()) > 0);
  }

  private int compare(int one, int other) {
    int byTime = Long.compare(alerts.at(other), alerts.at(one));
    return byTime != 0 || one == other
        ? byTime
        : Utf8Order.compare(alerts.alertId(one), alerts.alertId(other));
  }
}
