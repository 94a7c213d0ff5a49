package io.lapse.streamsapp.board;

import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.FleetSeries.Column;
import io.lapse.streamsapp.board.FleetSummary.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all outages twice, for {@link FleetSeries}: the second time with room for each column.
 */
final class SeriesScan {
  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long[] BOUNDS =
      FleetSeries.BOUNDS_NANOS.stream().mapToLong(Long::longValue).toArray();
  private static final OutageKind[] KINDS = OutageKind.values();

  private final OutageTable outages;
  private final long from;
  private final long step;
  private final int columns;
  private final int[] counts;
  private final int[] known;
  private final int[][] kinds;

  private SeriesScan(Tables tables, long from, long step, int columns) {
    this.outages = tables.outages();
    this.from = from;
    this.step = step;
    this.columns = columns;
    this.counts = new int[columns];
    this.known = new int[columns];
    this.kinds = new int[columns][KINDS.length + 1];
  }

  /**
   * The series.
   *
   * @param columnsMax how many columns at most
   */
  static FleetSeries of(Tables tables, BoardStatus status, BoardFilter filter, int columnsMax) {
    Long oldest = status.fromTaiNanos();
    Long newest = status.asOfTaiNanos();
    long from = filter.fromTaiNanos() != null ? filter.fromTaiNanos() : oldest == null ? 0 : oldest;
    long to = filter.toTaiNanos() != null ? filter.toTaiNanos() : newest == null ? 0 : newest + 1;
    // Both are 64 bits: their distance may need one more.
    double span = Math.max(0, (double) to - from);
    long step = Math.max(1, (long) Math.ceil(span / columnsMax / SECOND_NANOS)) * SECOND_NANOS;
    int columns = (int) Math.min(columnsMax, Math.ceil(span / step));
    SeriesScan scan = new SeriesScan(tables, from, step, columns);
    BoardFilter ranged =
        new BoardFilter(
            filter.zone(), filter.owner(), filter.guestClass(), filter.kind(), from, to);
    OutageScan asked = new OutageScan(tables, ranged);
    asked.each(scan::count);
    return new FleetSeries(status, from, step, scan.columns(asked));
  }

  private int column(int row) {
    return (int) Math.min(columns - 1, (outages.begin(row) - from) / step);
  }

  private void count(int row) {
    if (columns > 0 && !outages.isOpen(row)) {
      int column = column(row);
      counts[column]++;
      known[column] += outages.isKnown(row) ? 1 : 0;
      kinds[column][outages.kindBits(row)]++;
    }
  }

  private List<Column> columns(OutageScan asked) {
    int[] ends = new int[columns];
    int end = 0;
    for (int column = 0; column < columns; column++) {
      ends[column] = end;
      end += known[column];
    }
    long[] touts = new long[end];
    asked.each(
        row -> {
          if (columns > 0 && !outages.isOpen(row) && outages.isKnown(row)) {
            touts[ends[column(row)]++] = outages.tout(row);
          }
        });
    List<Column> all = new ArrayList<>(columns);
    for (int column = 0; column < columns; column++) {
      all.add(column(column, touts, ends[column] - known[column], ends[column]));
    }
    return all;
  }

  private Column column(int column, long[] touts, int begin, int end) {
    Integer[] cells = new Integer[BOUNDS.length + 1];
    int[] counted = new int[cells.length];
    for (int i = begin; i < end; i++) {
      int found = Arrays.binarySearch(BOUNDS, touts[i]);
      counted[found >= 0 ? found : -found - 1]++;
    }
    Arrays.setAll(cells, i -> counted[i]);
    @Nullable Long[] ranks = Ranks.of(touts, begin, end, 1_000, 999, 990, 500);
    return new Column(
        counts[column],
        byKind(kinds[column]),
        List.of(cells),
        new Percentiles(ranks[3], ranks[2], ranks[1], ranks[0]));
  }

  private static Map<OutageKind, Integer> byKind(int[] counts) {
    Map<OutageKind, Integer> byKind = new EnumMap<>(OutageKind.class);
    for (OutageKind kind : KINDS) {
      byKind.put(kind, counts[Codes.of(kind)]);
    }
    return byKind;
  }
}
