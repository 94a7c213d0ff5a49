package io.lapse.ledger.account;

import io.lapse.ledger.notice.Notice;
import java.util.List;

/**
 * What one input changed, or other rules did.
 *
 * @param next the state from here on; the same where nothing changed
 * @param history to append, in order
 * @param notices to show to the guest, in order
 * @param alerts violations that opened or were resolved
 * @param sealed what left the state because it can no longer change
 */
public record Step(
    GuestState next,
    Outcome outcome,
    List<HistoryRecord> history,
    List<Notice> notices,
    List<Alert> alerts,
    Sealed sealed) {

  public Step {
    history = List.copyOf(history);
    notices = List.copyOf(notices);
    alerts = List.copyOf(alerts);
  }

  static Step unchanged(GuestState state, Outcome outcome) {
    return new Step(state, outcome, List.of(), List.of(), List.of(), Sealed.NOTHING);
  }
}
