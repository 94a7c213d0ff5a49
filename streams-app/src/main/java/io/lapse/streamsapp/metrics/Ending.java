package io.lapse.streamsapp.metrics;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.ledger.account.OutageKind;
import java.util.List;

/** How an outage ended. */
enum Ending {
  /** Its stop and its restart are known. */
  COMPLETED,

  /** It was to migrate, and ran again where it had stopped. */
  FAILED_RESUMED_SOURCE,

  /** Its stop is not known. */
  LOST,

  /** Its restart is not known: a later stop came first. */
  SUPERSEDED;

  /**
   * That of an outage of which both ends are known.
   *
   * @param history of the step that ended it: it takes back the open outage
   */
  static Ending of(Entry ended, List<HistoryRecord> history) {
    boolean stayed =
        ended.sourceHost() != null && ended.sourceHost().equals(ended.destinationHost());
    return stayed && wasToMigrate(ended.outageId(), history) ? FAILED_RESUMED_SOURCE : COMPLETED;
  }

  /** What an open outage is goes by what its stop says. */
  private static boolean wasToMigrate(String outageId, List<HistoryRecord> history) {
    return history.stream()
        .filter(record -> record.type() == Type.REVERSAL)
        .map(HistoryRecord::entry)
        .anyMatch(
            open ->
                open.outageId().equals(outageId)
                    && open.entryKind() == EntryKind.POSTED
                    && open.restartedAt() == null
                    && open.kind() == OutageKind.MIGRATION);
  }
}
