package io.lapse.streamsapp.board;

import io.lapse.streamsapp.board.column.Rows;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What each guest lost by the outages that are asked for; by number of the guest. */
final class GuestSums {
  private static final long NONE = Long.MIN_VALUE;

  /** The number of the first guest: those before it have no sums. */
  private final int first;

  final int[] outages;
  final boolean[] isOpen;
  final long[] lost;
  final long[] longest;
  final long[] unaccounted;
  final long[] lastStopped;
  final int[] violationsOpen;

  private GuestSums(int first, int count) {
    this.first = first;
    outages = new int[count];
    isOpen = new boolean[count];
    lost = new long[count];
    longest = new long[count];
    unaccounted = new long[count];
    lastStopped = new long[count];
    violationsOpen = new int[count];
    Arrays.fill(longest, NONE);
    Arrays.fill(lastStopped, NONE);
  }

  /** Of all guests. */
  static GuestSums of(Tables tables, BoardFilter filter) {
    GuestSums sums = new GuestSums(0, tables.guests().size());
    new OutageScan(tables, filter).each(row -> sums.add(tables.outages(), row));
    Rows rows = tables.alerts().rows();
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row) && tables.alerts().isOpen(row)) {
        sums.violationsOpen[rows.owner(row)]++;
      }
    }
    return sums;
  }

  /** Of one guest, by all its outages. */
  static GuestSums ofOne(Tables tables, int guest) {
    GuestSums sums = new GuestSums(guest, 1);
    Rows rows = tables.outages().rows();
    for (int row = rows.head(guest); row != Rows.NONE; row = rows.next(row)) {
      sums.add(tables.outages(), row);
    }
    Rows alerts = tables.alerts().rows();
    for (int row = alerts.head(guest); row != Rows.NONE; row = alerts.next(row)) {
      if (tables.alerts().isOpen(row)) {
        sums.violationsOpen[0]++;
      }
    }
    return sums;
  }

  private void add(OutageTable table, int row) {
    int at = table.rows().owner(row) - first;
    outages[at]++;
    isOpen[at] |= table.isOpen(row);
    lastStopped[at] = Math.max(lastStopped[at], table.stop(row));
    if (table.isKnown(row)) {
      long tout = table.tout(row);
      lost[at] += Math.max(0, tout);
      longest[at] = Math.max(longest[at], tout);
      unaccounted[at] += table.unaccounted(row);
    }
  }

  GuestRow row(Tables tables, int guest) {
    GuestTable guests = tables.guests();
    int at = guest - first;
    return new GuestRow(
        guests.name(guest),
        guests.value(guests.zone(guest)),
        guests.value(guests.owner(guest)),
        guests.value(guests.guestClass(guest)),
        outages[at],
        isOpen[at],
        lost[at],
        known(longest[at]),
        unaccounted[at],
        known(lastStopped[at]),
        violationsOpen[at]);
  }

  private static @Nullable Long known(long nanos) {
    return nanos == NONE ? null : (Long) nanos;
  }
}
