package io.lapse.streamsapp.board;

import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.FleetSummary.Percentiles;
import java.util.List;
import java.util.Map;

/**
 * Closed outages over time, by their stops.
 *
 * @param fromTaiNanos where the first column begins
 * @param stepNanos how long each is, whole seconds
 */
public record FleetSeries(
    BoardStatus status, long fromTaiNanos, long stepNanos, List<Column> columns) {
  /** Upper bounds of the rows of the heat map, which belong to them, in ns. */
  public static final List<Long> BOUNDS_NANOS =
      List.of(
          10_000_000L,
          25_000_000L,
          50_000_000L,
          100_000_000L,
          200_000_000L,
          300_000_000L,
          500_000_000L,
          900_000_000L,
          1_000_000_000L,
          2_000_000_000L,
          5_000_000_000L,
          10_000_000_000L,
          30_000_000_000L,
          60_000_000_000L,
          300_000_000_000L,
          440_000_000_000L);

  public FleetSeries {
    columns = List.copyOf(columns);
  }

  /**
   * One step.
   *
   * @param outages closed, also those whose Tout is not known
   * @param byKind all kinds, also those that did not occur
   * @param cells by row, those whose Tout is known: as many as there are bounds, and one for those
   *     beyond the last; negative ones are in the first
   */
  public record Column(
      int outages, Map<OutageKind, Integer> byKind, List<Integer> cells, Percentiles tout) {
    public Column {
      byKind = Map.copyOf(byKind);
      cells = List.copyOf(cells);
    }
  }
}
