package io.lapse.streamsapp.records;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.streamsapp.board.AlertRow;
import io.lapse.streamsapp.board.Board;
import io.lapse.streamsapp.board.BoardStatus;
import io.lapse.streamsapp.board.LedgerOffsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the board knows. */
final class BoardOffsets implements GuestOffsets {
  private final Board board;

  BoardOffsets(Board board) {
    this.board = board;
  }

  @Override
  public @Nullable Place of(String guest) {
    LedgerOffsets found = board.ledgerOffsets(guest);
    return found == null ? null : new Place(found.partition(), found.offsets());
  }

  @Override
  public List<Window> windows(String guest) {
    return board.alerts(guest).stream()
        .filter(alert -> alert.violation() == Violation.UNACCOUNTED_TIME)
        .map(
            alert ->
                new Window(
                    alert.outageId(),
                    alert(alert, State.OPENED, alert.openedTaiNanos()),
                    alert(alert, State.RESOLVED, alert.resolvedTaiNanos())))
        .toList();
  }

  private static @Nullable Alert alert(AlertRow row, State state, @Nullable Long taiNanos) {
    return taiNanos == null
        ? null
        : new Alert(
            row.alertId(),
            row.guest(),
            row.outageId(),
            row.violation(),
            row.severity(),
            row.party(),
            state,
            new TaiInstant(taiNanos),
            row.certain(),
            row.policy());
  }

  @Override
  public boolean isCaughtUp() {
    return board.status().state() == BoardStatus.State.LIVE;
  }
}
