package io.lapse.streamsapp.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.simulation.FleetPlan;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardBoundsTest {
  private static final BoardFilter ALL = BoardFilter.ALL;

  private static FoldedFleet fleet(long seed) {
    return FoldedFleet.of(
        FleetPlan.of(seed, 8, 4, 3).withGap(3_600_000_000_000L * 4).withLoss(100));
  }

  private static List<OutageRow> newest(Board board) {
    return new BoardQueries(board)
        .outages(new OutageQuery(ALL, null, null, null, null, OutageQuery.Sort.NEWEST, null, 500))
        .items();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void oldestClosedOutages_areDropped_andOpenOnesNever(long seed) {
    FoldedFleet fleet = fleet(seed);
    List<OutageRow> whole = newest(fleet.board(new BoardBounds(1_000_000), List.of(0, 1, 2, 3)));
    int max = whole.size() / 2;

    Board bounded = fleet.board(new BoardBounds(max), List.of(0, 1, 2, 3));

    List<OutageRow> open = whole.stream().filter(OutageRow::isOpen).toList();
    List<OutageRow> left = newest(bounded);
    assertThat(left).hasSizeLessThanOrEqualTo(Math.max(max, open.size()));
    assertThat(left.stream().filter(OutageRow::isOpen).map(OutageRow::outageId))
        .containsExactlyElementsOf(open.stream().map(OutageRow::outageId).toList());
    assertThat(bounded.status().isTruncated()).isTrue();
  }

  @Test
  void recordsThatComeTwice_changeNothing() {
    FoldedFleet fleet = fleet(1);
    Board board = fleet.board(new BoardBounds(1_000_000), List.of(0, 1, 2, 3));
    List<OutageRow> before = newest(board);
    long revision = board.revision();
    Map<Integer, Long> offsets = new HashMap<>();

    for (HistoryRecord added : fleet.history()) {
      int partition = FoldedFleet.partition(added.guest());
      board.apply(partition, offsets.merge(partition, 2L, Long::sum) - 2, added);
    }

    assertThat(newest(board)).isEqualTo(before);
    assertThat(board.revision()).isEqualTo(revision);
  }

  @Test
  void offsets_ofAGuest_areThoseOfItsRecords() {
    FoldedFleet fleet = fleet(1);
    Board board = fleet.board(new BoardBounds(1_000_000), List.of(0, 1, 2, 3));
    String guest = fleet.history().get(0).guest();
    List<HistoryRecord> inPartition =
        fleet.history().stream()
            .filter(each -> FoldedFleet.partition(each.guest()) == FoldedFleet.partition(guest))
            .toList();
    long[] expected = new long[inPartition.size()];
    int count = 0;
    for (int i = 0; i < inPartition.size(); i++) {
      if (inPartition.get(i).guest().equals(guest)) {
        expected[count++] = 2L * i;
      }
    }

    LedgerOffsets offsets = board.ledgerOffsets(guest);

    assertThat(offsets).isNotNull();
    assertThat(offsets.partition()).isEqualTo(FoldedFleet.partition(guest));
    assertThat(offsets.offsets()).isEqualTo(Arrays.copyOf(expected, count));
    assertThat(board.ledgerOffsets("<script>")).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void percentiles_areThoseOfTheSortedNumbers(long seed) {
    Random random = new Random(seed);
    long[] numbers = random.longs(1 + random.nextInt(3_000), -50, 2_000).toArray();
    long[] sorted = numbers.clone();
    Arrays.sort(sorted);

    Long[] found = Ranks.of(numbers, 0, numbers.length, 1_000, 999, 990, 500);

    int n = sorted.length;
    assertThat(found)
        .as("seed %d", seed)
        .containsExactly(
            sorted[n - 1],
            sorted[(n * 999 + 999) / 1_000 - 1],
            sorted[(n * 990 + 999) / 1_000 - 1],
            sorted[(n + 1) / 2 - 1]);
    assertThat(Ranks.of(numbers, 0, 0, 500)).containsOnlyNulls();
  }

  @Test
  void summary_countsWhatTheOutagesAre() {
    FoldedFleet fleet = fleet(2);
    Board board = fleet.board(new BoardBounds(1_000_000), List.of(0, 1, 2, 3));
    List<OutageRow> rows = newest(board);
    long[] touts =
        rows.stream()
            .filter(row -> row.toutNanos() != null)
            .mapToLong(OutageRow::toutNanos)
            .sorted()
            .toArray();

    FleetSummary summary = new BoardQueries(board).summary(ALL, 0.999);
    FleetSeries series = new BoardQueries(board).series(ALL, 7);

    int open = (int) rows.stream().filter(OutageRow::isOpen).count();
    assertThat(summary.outagesOpen()).isEqualTo(open);
    assertThat(summary.outages()).isEqualTo(rows.size() - open);
    assertThat(summary.tout().maxNanos()).isEqualTo(touts[touts.length - 1]);
    assertThat(summary.tout().p50Nanos()).isEqualTo(touts[(touts.length + 1) / 2 - 1]);
    assertThat(series.columns().stream().mapToInt(FleetSeries.Column::outages).sum())
        .isEqualTo(rows.size() - open);
    assertThat(
            series.columns().stream()
                .flatMap(column -> column.cells().stream())
                .mapToInt(Integer::intValue)
                .sum())
        .isEqualTo(touts.length);
  }
}
