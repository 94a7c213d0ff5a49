package io.lapse.streamsapp.board;

import io.lapse.streamsapp.board.column.Rows;
import java.util.function.IntConsumer;

/** Walks over the outages that are asked for. */
final class OutageScan {
  private final OutageTable outages;
  private final BoardFilter filter;
  private final boolean[] guests;
  private final int kindBits;
  private final long from;

  OutageScan(Tables tables, BoardFilter filter) {
    this.outages = tables.outages();
    this.filter = filter;
    this.guests = filter.guests(tables);
    this.kindBits = filter.kindBits();
    this.from = filter.from();
  }

  /** Whether the guest's profile is asked for. */
  boolean hasGuest(int guest) {
    return guests[guest];
  }

  /** Whether the outage is asked for. */
  boolean matches(int row) {
    if (!guests[outages.rows().owner(row)]
        || (kindBits != 0 && outages.kindBits(row) != kindBits)) {
      return false;
    }
    return isInRange(row);
  }

  /** Whether it began when it is asked for. */
  boolean isInRange(int row) {
    long begin = outages.begin(row);
    return begin >= from && filter.isBeforeEnd(begin);
  }

  /** Those that are asked for, in the order of the table. */
  void each(IntConsumer rows) {
    each(false, rows);
  }

  /**
   * Those that are asked for.
   *
   * @param isBackwards whether the newest rows come first
   */
  void each(boolean isBackwards, IntConsumer rows) {
    Rows all = outages.rows();
    int end = all.end();
    for (int i = 0; i < end; i++) {
      int row = isBackwards ? end - 1 - i : i;
      if (all.isUsed(row) && matches(row)) {
        rows.accept(row);
      }
    }
  }
}
