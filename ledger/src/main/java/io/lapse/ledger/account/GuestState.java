package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import java.util.List;
import java.util.Map;

/** Stub: signatures only. */
public final class GuestState {
  /**
   * What must be saved to go on later.
   *
   * @param inputs the accepted inputs, in the order of the books
   * @param historyNumbers per outage id, the history number of each standing entry
   * @param historyCount how many history records there are
   * @param noticeSequence the last published
   */
  public record Snapshot(
      String guest,
      List<LedgerInput> inputs,
      Map<String, List<Long>> historyNumbers,
      long historyCount,
      long noticeSequence) {}

  /** A guest of which nothing is known. */
  public static GuestState empty(String guest) {
    throw new UnsupportedOperationException(guest);
  }

  /** The state that was saved. */
  public static GuestState restore(Snapshot snapshot, Rules rules) {
    throw new UnsupportedOperationException(snapshot.guest() + rules);
  }

  public Snapshot snapshot() {
    throw new UnsupportedOperationException();
  }

  /** Takes one input, in any order. */
  public Step on(LedgerInput input, Rules rules) {
    throw new UnsupportedOperationException(input.guest() + rules);
  }

  /** The standing ledger of this guest, in the order of {@link StandingLedger#ORDER}. */
  public List<Entry> entries() {
    throw new UnsupportedOperationException();
  }

  /** The violations that opened and closed, by event time, then id. */
  public List<Alert> alerts() {
    throw new UnsupportedOperationException();
  }
}
