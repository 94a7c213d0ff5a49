package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.streamsapp.board.GuestQuery.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of guests. */
final class GuestPages {
  private final Tables tables;
  private final GuestQuery query;
  private final @Nullable GuestSums sums;

  /** Sums of all guests cost a look at all outages: by name each guest's own are enough. */
  private GuestPages(Tables tables, GuestQuery query) {
    this.tables = tables;
    this.query = query;
    boolean isByName = query.sort() == Sort.NAME && !query.filter().asksForOutages();
    this.sums = isByName ? null : GuestSums.of(tables, query.filter());
  }

  static Page<GuestRow> of(Tables tables, BoardStatus status, GuestQuery query) {
    GuestPages pages = new GuestPages(tables, query);
    Best best = new Best(query.limit() + 1, pages::compare);
    boolean[] matches = query.filter().guests(tables);
    for (int guest = 0; guest < matches.length; guest++) {
      if (matches[guest] && pages.isAskedFor(guest)) {
        best.offer(guest);
      }
    }
    List<GuestRow> rows = new ArrayList<>();
    for (int guest : best.sorted()) {
      rows.add(pages.sums == null ? tables.guest(guest) : pages.sums.row(tables, guest));
    }
    boolean hasMore = rows.size() > query.limit();
    return new Page<>(status, hasMore ? rows.subList(0, query.limit()) : rows, hasMore);
  }

  private boolean isAskedFor(int guest) {
    boolean isListed =
        (sums != null && query.filter().asksForOutages())
            ? sums.outages[guest] > 0
            : tables.isListed(guest);
    return isListed && tables.guests().name(guest).startsWith(query.prefix()) && isAfter(guest);
  }

  private boolean isAfter(int guest) {
    After after = query.after();
    if (after == null) {
      return true;
    }
    int byNumber = Long.compare(after.number(), number(guest));
    String name = tables.guests().name(guest);
    return byNumber > 0 || (byNumber == 0 && Utf8Order.compare(name, after.text()) > 0);
  }

  private int compare(int one, int other) {
    int byNumber = Long.compare(number(other), number(one));
    return byNumber != 0
        ? byNumber
        : Utf8Order.compare(tables.guests().name(one), tables.guests().name(other));
  }

  private long number(int guest) {
    if (sums == null) {
      return 0;
    }
    return switch (query.sort()) {
      case NAME -> 0;
      case LONGEST -> sums.longest[guest];
      case LOST -> sums.lost[guest];
      case OUTAGES -> sums.outages[guest];
      case UNACCOUNTED -> Math.abs(sums.unaccounted[guest]);
    };
  }
}
