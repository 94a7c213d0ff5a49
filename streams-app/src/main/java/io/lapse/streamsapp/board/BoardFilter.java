package io.lapse.streamsapp.board;

import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.column.Names;
import org.jspecify.annotations.Nullable;

/**
 * Which outages are asked for; null asks for all.
 *
 * @param zone the label {@code zone} of the guest's profile
 * @param owner the label {@code owner} of it
 * @param guestClass the class of it
 * @param fromTaiNanos stops from here on; of an outage without a stop its restart counts
 * @param toTaiNanos stops before this
 */
public record BoardFilter(
    @Nullable String zone,
    @Nullable String owner,
    @Nullable String guestClass,
    @Nullable OutageKind kind,
    @Nullable Long fromTaiNanos,
    @Nullable Long toTaiNanos) {
  /** Everything. */
  public static final BoardFilter ALL = new BoardFilter(null, null, null, null, null, null);

  /** Whether it asks for some outages only, of whatever guests. */
  boolean asksForOutages() {
    return kind != null || fromTaiNanos != null || toTaiNanos != null;
  }

  /** The same guests and kind, whenever the outages were. */
  public BoardFilter always() {
    return new BoardFilter(zone, owner, guestClass, kind, null, null);
  }

  /** By number of the guest: whether its profile is asked for. */
  boolean[] guests(Tables tables) {
    GuestTable guests = tables.guests();
    boolean[] matches = new boolean[guests.size()];
    int zoneNumber = number(guests, zone);
    int ownerNumber = number(guests, owner);
    int classNumber = number(guests, guestClass);
    for (int guest = 0; guest < matches.length; guest++) {
      matches[guest] =
          (zone == null || guests.zone(guest) == zoneNumber)
              && (owner == null || guests.owner(guest) == ownerNumber)
              && (guestClass == null || guests.guestClass(guest) == classNumber);
    }
    return matches;
  }

  /** What no profile ever had is no number of a guest's: not that of none either. */
  private static int number(GuestTable guests, @Nullable String value) {
    int number = value == null ? Names.NONE : guests.findValue(value);
    return number == Names.NONE ? Integer.MIN_VALUE : number;
  }

  /** {@link OutageTable#kindBits} of the kind; 0 where all are asked for. */
  int kindBits() {
    return Codes.of(kind);
  }

  long from() {
    return fromTaiNanos == null ? Long.MIN_VALUE : fromTaiNanos;
  }

  /** The first instant that is not asked for, but the last one of all. */
  boolean isBeforeEnd(long taiNanos) {
    return toTaiNanos == null || taiNanos < toTaiNanos;
  }
}
