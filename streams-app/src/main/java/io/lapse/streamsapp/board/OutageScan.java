package io.lapse.streamsapp.board;

import io.lapse.streamsapp.board.column.Rows;
import java.util.function.IntConsumer;

/** Walks over the outages that are asked for, in the order of the table: none of their own. */
final class OutageScan {
  private final OutageTable outages;
  private final BoardFilter filter;
  private final boolean[] guests;

  OutageScan(Tables tables, BoardFilter filter) {
    this.outages = tables.outages();
    this.filter = filter;
    this.guests = filter.guests(tables);
  }

  /** Whether the guest's profile is asked for. */
  boolean hasGuest(int guest) {
    return guests[guest];
  }

  void each(IntConsumer rows) {
    Rows all = outages.rows();
    int kindBits = filter.kindBits();
    long from = filter.from();
    for (int row = 0; row < all.end(); row++) {
      if (all.isUsed(row)
          && guests[all.owner(row)]
          && (kindBits == 0 || outages.kindBits(row) == kindBits)) {
        long begin = outages.begin(row);
        if (begin >= from && filter.isBeforeEnd(begin)) {
          rows.accept(row);
        }
      }
    }
  }
}
