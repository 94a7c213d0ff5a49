package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.column.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lists and figures of the fleet. Each looks at whole columns: it takes milliseconds, not none. */
public final class BoardQueries {
  private final Board board;

  public BoardQueries(Board board) {
    this.board = board;
  }

  /** A page of guests that have a profile or an outage. */
  public Page<GuestRow> guests(GuestQuery query) {
    return board.read(all -> GuestPages.of(all, board.statusOf(all), query));
  }

  /** A page of outages. */
  public Page<OutageRow> outages(OutageQuery query) {
    return board.read(all -> OutagePages.of(all, board.statusOf(all), query));
  }

  /** A page of violations and live alarms, the newest first. */
  public Page<AlertRow> violations(ViolationQuery query) {
    return board.read(all -> ViolationPages.of(all, board.statusOf(all), query));
  }

  /**
   * The fleet in figures.
   *
   * @param objective which share of the guests' minutes is to be without a long outage
   */
  public FleetSummary summary(BoardFilter filter, double objective) {
    return board.read(all -> SummaryScan.of(all, board.statusOf(all), filter, objective));
  }

  /**
   * Closed outages over time.
   *
   * @param columnsMax how many columns at most
   */
  public FleetSeries series(BoardFilter filter, int columnsMax) {
    return board.read(all -> SeriesScan.of(all, board.statusOf(all), filter, columnsMax));
  }

  /** Pairs of hosts by the bias of their clocks, the largest first. */
  public Page<HostPair> pairs(int max) {
    return board.read(
        all -> {
          List<HostPair> pairs = HostPairs.of(all, guest -> true, max + 1);
          boolean hasMore = pairs.size() > max;
          return new Page<>(board.statusOf(all), hasMore ? pairs.subList(0, max) : pairs, hasMore);
        });
  }

  /** How the bias of pairs is worked out, in words. */
  public static String pairsMethod() {
    return HostPairs.METHOD;
  }

  /** What there is to filter by, each in the order of its bytes in UTF-8. */
  public record Filters(
      List<String> zones, List<String> owners, List<String> classes, List<OutageKind> kinds) {
    public Filters {
      zones = List.copyOf(zones);
      owners = List.copyOf(owners);
      classes = List.copyOf(classes);
      kinds = List.copyOf(kinds);
    }
  }

  /** The zones, owners and classes that profiles have now; the kinds of outages that there are. */
  public Filters filters() {
    return board.read(
        all -> {
          GuestTable guests = all.guests();
          Set<Integer> zones = new HashSet<>();
          Set<Integer> owners = new HashSet<>();
          Set<Integer> classes = new HashSet<>();
          for (int guest = 0; guest < guests.size(); guest++) {
            zones.add(guests.zone(guest));
            owners.add(guests.owner(guest));
            classes.add(guests.guestClass(guest));
          }
          return new Filters(
              texts(guests, zones), texts(guests, owners), texts(guests, classes), kinds(all));
        });
  }

  private static List<String> texts(GuestTable guests, Set<Integer> numbers) {
    List<String> texts = new ArrayList<>();
    for (int number : numbers) {
      String text = guests.value(number);
      if (text != null) {
        texts.add(text);
      }
    }
    texts.sort(Utf8Order::compare);
    return texts;
  }

  private static List<OutageKind> kinds(Tables all) {
    boolean[] seen = new boolean[OutageKind.values().length + 1];
    Rows rows = all.outages().rows();
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row)) {
        seen[all.outages().kindBits(row)] = true;
      }
    }
    List<OutageKind> kinds = new ArrayList<>();
    for (OutageKind kind : OutageKind.values()) {
      if (seen[Codes.of(kind)]) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
