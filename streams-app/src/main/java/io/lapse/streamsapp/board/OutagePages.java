package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.streamsapp.board.OutageQuery.Sort;
import io.lapse.streamsapp.board.column.Names;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.List;

/** Pages of outages. */
final class OutagePages {
  private final Tables tables;
  private final OutageTable outages;
  private final OutageQuery query;

  private OutagePages(Tables tables, OutageQuery query) {
    this.tables = tables;
    this.outages = tables.outages();
    this.query = query;
  }

  static Page<OutageRow> of(Tables tables, BoardStatus status, OutageQuery query) {
    OutagePages pages = new OutagePages(tables, query);
    Best best = new Best(query.limit() + 1, pages::compare);
    pages.each(best);
    List<OutageRow> rows = new ArrayList<>();
    for (int row : best.sorted()) {
      rows.add(tables.outage(row));
    }
    boolean hasMore = rows.size() > query.limit();
    return new Page<>(status, hasMore ? rows.subList(0, query.limit()) : rows, hasMore);
  }

  private void each(Best best) {
    OutageScan scan = new OutageScan(tables, query.filter());
    if (query.guest() != null) {
      int guest = tables.guests().find(query.guest());
      Rows rows = outages.rows();
      int row = guest == Names.NONE ? Rows.NONE : rows.head(guest);
      for (; row != Rows.NONE; row = rows.next(row)) {
        if (scan.matches(row) && isAskedFor(row)) {
          best.offer(row);
        }
      }
      return;
    }
    scan.each(
        query.sort() == Sort.NEWEST,
        row -> {
          if (isAskedFor(row)) {
            best.offer(row);
          }
        });
  }

  private boolean isAskedFor(int row) {
    Boolean isOpen = query.isOpen();
    return (isOpen == null || isOpen == outages.isOpen(row)) && isLongEnough(row) && isAfter(row);
  }

  private boolean isLongEnough(int row) {
    Long min = query.minNanos();
    Long max = query.maxNanos();
    if (min == null && max == null) {
      return true;
    }
    return outages.isKnown(row)
        && (min == null || outages.tout(row) >= min)
        && (max == null || outages.tout(row) < max);
  }

  private boolean isAfter(int row) {
    After after = query.after();
    if (after == null) {
      return true;
    }
    int byNumber = compare(number(row), after.number());
    return byNumber > 0 || (byNumber == 0 && Utf8Order.compare(id(row), after.text()) > 0);
  }

  private int compare(int one, int other) {
    int byNumber = compare(number(one), number(other));
    return byNumber != 0 || one == other ? byNumber : Utf8Order.compare(id(one), id(other));
  }

  private int compare(long one, long other) {
    return query.sort() == Sort.OLDEST ? Long.compare(one, other) : Long.compare(other, one);
  }

  private long number(int row) {
    return switch (query.sort()) {
      case NEWEST, OLDEST -> outages.begin(row);
      case LONGEST -> outages.isKnown(row) ? outages.tout(row) : Long.MIN_VALUE;
    };
  }

  private String id(int row) {
    return outages.id(row, tables.guests().name(outages.rows().owner(row)));
  }
}
