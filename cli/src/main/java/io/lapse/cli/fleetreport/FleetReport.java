package io.lapse.cli.fleetreport;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.fleet.Dimension;
import io.lapse.ledger.fleet.FleetClock;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetFold;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetTotals;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.ledger.fleet.GuestTraits;
import io.lapse.ledger.fleet.PairBias;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a ledger, guest by guest, and has it in rows. Nothing is too old to be counted. */
final class FleetReport {
  private static final long UNLIMITED_SECONDS = 10_000_000_000L;

  private final @Nullable FleetWindow window;
  private final FleetTotals totals = new FleetTotals();
  private final Map<String, FleetGuest> guests = new HashMap<>();
  private final FleetFold fold;
  private FleetClock clock;

  /**
   * A row.
   *
   * @param startSeconds when its window begins, in s TAI; null where all windows are one
   * @param bias null where it is no pair
   */
  record Row(
      @Nullable Long startSeconds,
      Dimension dimension,
      FleetStats stats,
      @Nullable PairBias bias) {}

  private record Place(long startSeconds, String dimension) {}

  /**
   * An empty one.
   *
   * @param window null for one over all time
   */
  FleetReport(@Nullable FleetWindow window) {
    this.window = window;
    FleetWindows windows =
        new FleetWindows(List.of(window == null ? FleetWindow.DAY : window), UNLIMITED_SECONDS);
    fold = new FleetFold(windows, totals);
    clock = FleetClock.start(windows);
  }

  /** Counts what an input changed in the books of a guest. */
  void add(String guest, Step step) {
    add(guest, guests.getOrDefault(guest, FleetGuest.NEW).on(step));
  }

  /** Counts an entry of a standing ledger, which tells neither labels nor classes. */
  void add(Entry entry, long number) {
    HistoryRecord.Type type =
        entry.entryKind() == EntryKind.POSTED
            ? HistoryRecord.Type.POSTED
            : HistoryRecord.Type.ADJUSTMENT;
    HistoryRecord standing = new HistoryRecord(entry.guest(), number, type, null, entry);
    FleetGuest before = guests.getOrDefault(entry.guest(), FleetGuest.NEW);
    add(entry.guest(), before.on(List.of(standing), GuestTraits.UNKNOWN));
  }

  private void add(String guest, FleetGuest.Counted counted) {
    guests.put(guest, counted.next());
    for (FleetDelta delta : counted.deltas()) {
      for (String host : delta.hosts()) {
        clock = fold.take(clock, host, List.of(delta));
      }
    }
  }

  /** The rows of a breakdown, by window, then name. */
  List<Row> rows(Breakdown breakdown) {
    Map<Place, FleetStats> stats = new HashMap<>();
    Map<String, Dimension> dimensions = new HashMap<>();
    totals
        .byKey()
        .forEach(
            (key, found) -> {
              if (breakdown.takes().test(key.dimension())) {
                String text = key.dimension().text();
                dimensions.put(text, key.dimension());
                long start = window == null ? 0 : key.startSeconds();
                stats.merge(new Place(start, text), found, FleetStats::plus);
              }
            });
    return stats.entrySet().stream()
        .map(e -> row(e.getKey(), dimensions.get(e.getKey().dimension()), e.getValue(), stats))
        .sorted(
            Comparator.comparingLong(
                    (Row row) -> row.startSeconds() == null ? 0 : row.startSeconds())
                .thenComparing(row -> Breakdown.rowName(row.dimension()))
                .thenComparing(row -> row.dimension().text()))
        .toList();
  }

  private Row row(
      Place place, @Nullable Dimension dimension, FleetStats stats, Map<Place, FleetStats> all) {
    if (dimension == null) {
      throw new IllegalStateException("dimension of every row must be known: " + place);
    }
    PairBias bias = null;
    if (dimension instanceof Dimension.Pair pair) {
      Dimension opposite =
          new Dimension.Pair(/* source= */ pair.destination(), /* destination= */ pair.source());
      Place back = new Place(place.startSeconds(), opposite.text());
      bias =
          PairBias.of(
              stats.tout(OutageKind.MIGRATION),
              all.getOrDefault(back, FleetStats.EMPTY).tout(OutageKind.MIGRATION));
    }
    return new Row(window == null ? null : (Long) place.startSeconds(), dimension, stats, bias);
  }
}
