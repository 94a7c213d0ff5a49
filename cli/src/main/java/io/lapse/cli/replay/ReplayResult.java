package io.lapse.cli.replay;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.Outcome;
import io.lapse.ledger.notice.Notice;
import java.util.List;
import java.util.Map;

/**
 * What a replay found, each list in the order of its file.
 *
 * @param refused what belongs in quarantine
 * @param outcomes how many inputs had each outcome
 */
public record ReplayResult(
    List<Entry> entries,
    List<Alert> alerts,
    List<Notice> notices,
    List<HistoryRecord> history,
    List<Refused> refused,
    Map<Outcome, Long> outcomes) {

  /** An input that the books did not take. */
  public record Refused(LedgerInput input, Outcome outcome) {}

  public ReplayResult {
    entries = List.copyOf(entries);
    alerts = List.copyOf(alerts);
    notices = List.copyOf(notices);
    history = List.copyOf(history);
    refused = List.copyOf(refused);
    outcomes = Map.copyOf(outcomes);
  }

  /** The same, with the entries as they were found elsewhere. */
  public ReplayResult withEntries(List<Entry> found) {
    return new ReplayResult(found, alerts, notices, history, refused, outcomes);
  }

  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }
}
