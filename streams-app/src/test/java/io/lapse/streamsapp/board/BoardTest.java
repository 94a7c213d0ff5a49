package io.lapse.streamsapp.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.time.TaiInstant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTest {
  private static final BoardBounds LARGE = new BoardBounds(1_000_000);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void board_showsWhatTheStandingLedgerHolds(long seed) {
    FoldedFleet fleet = FoldedFleet.of(plan(seed));

    Board board = fleet.board(LARGE, List.of(0, 1, 2, 3));

    Map<String, List<Entry>> standing =
        fleet.standing().values().stream().collect(Collectors.groupingBy(Entry::guest));
    assertThat(fleet.history().stream().map(HistoryRecord::type))
        .as("seed %d", seed)
        .contains(HistoryRecord.Type.REVERSAL, HistoryRecord.Type.ADJUSTMENT);
    for (HistoryRecord any : fleet.history()) {
      assertThat(board.outages(any.guest()).stream().map(BoardTest::withoutStale).toList())
          .as("seed %d, guest %s", seed, any.guest())
          .isEqualTo(rows(standing.getOrDefault(any.guest(), List.of())));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void board_showsTheLastWordOfEachAlert(long seed) {
    FoldedFleet fleet = FoldedFleet.of(plan(seed));
    Map<String, Alert> last = new LinkedHashMap<>();
    fleet.alerts().forEach(alert -> last.put(alert.alertId(), alert));

    Board board = fleet.board(LARGE, List.of(0, 1, 2, 3));

    for (Alert alert : last.values()) {
      AlertRow row =
          board.alerts(alert.guest()).stream()
              .filter(any -> any.alertId().equals(alert.alertId()))
              .findFirst()
              .orElseThrow();
      assertThat(row.state()).isEqualTo(alert.state());
      assertThat(row.outageId()).isEqualTo(alert.outageId());
      assertThat(row.violation()).isEqualTo(alert.violation());
      Entry outage = fleet.standing().get(alert.outageId());
      Long tout = outage == null ? null : outage.toutNanos();
      assertThat(row.toutNanos()).isEqualTo(tout == null ? alert.toutNanos() : tout);
      assertThat(row.certain()).isEqualTo(alert.certain());
      String source = outage == null ? null : outage.sourceHost();
      assertThat(row.sourceHost()).isEqualTo(source == null ? alert.sourceHost() : source);
    }
    assertThat(last).isNotEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void order_ofPartitions_doesNotMatter(long seed) {
    FoldedFleet fleet = FoldedFleet.of(plan(seed));
    Board one = fleet.board(LARGE, List.of(0, 1, 2, 3));

    Board other = fleet.board(LARGE, List.of(3, 1, 0, 2));

    for (String guest : fleet.profiles().keySet()) {
      assertThat(other.outages(guest)).isEqualTo(one.outages(guest));
      assertThat(other.alerts(guest)).isEqualTo(one.alerts(guest));
      assertThat(other.guest(guest)).isEqualTo(one.guest(guest));
    }
    assertThat(other.status()).isEqualTo(one.status());
  }

  private static FleetPlan plan(long seed) {
    return FleetPlan.of(seed, 8, 4, 3).withGap(3_600_000_000_000L * 4).withLoss(100);
  }

  private static OutageRow withoutStale(OutageRow row) {
    return new OutageRow(
        row.guest(),
        row.outageId(),
        row.kind(),
        row.sourceHost(),
        row.destinationHost(),
        row.stoppedTaiNanos(),
        row.restartedTaiNanos(),
        row.toutNanos(),
        row.toutErrorNanos(),
        row.compensatedNanos(),
        row.sleptNanos(),
        row.injectedNanos(),
        row.correctedNanos(),
        row.unaccountedNanos(),
        row.verdict(),
        row.cooperation(),
        row.policy(),
        row.violations(),
        row.entries(),
        null);
  }

  private static List<OutageRow> rows(List<Entry> last) {
    return last.stream().map(BoardTest::row).sorted(OutageRow.NEWEST_FIRST).toList();
  }

  private static OutageRow row(Entry entry) {
    @Nullable Amounts amounts = entry.amounts();
    return new OutageRow(
        entry.guest(),
        entry.outageId(),
        entry.kind(),
        entry.sourceHost(),
        entry.destinationHost(),
        nanos(entry.stoppedAt()),
        nanos(entry.restartedAt()),
        entry.toutNanos(),
        entry.toutErrorNanos(),
        amounts == null ? null : (Long) amounts.compensatedNanos(),
        amounts == null ? null : (Long) amounts.sleptNanos(),
        amounts == null ? null : (Long) amounts.injectedNanos(),
        amounts == null ? null : (Long) amounts.correctedNanos(),
        amounts == null ? null : (Long) amounts.unaccountedNanos(),
        entry.verdict(),
        entry.cooperation(),
        entry.policy(),
        entry.violations(),
        entry.entryNumber(),
        null);
  }

  private static @Nullable Long nanos(@Nullable TaiInstant at) {
    return at == null ? null : (Long) at.nanos();
  }
}
