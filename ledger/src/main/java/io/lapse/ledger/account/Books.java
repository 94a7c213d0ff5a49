package io.lapse.ledger.account;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The books of one guest after some of its inputs, in order: all that the next input needs. What
 * was booked leaves them as {@link Change}; they keep the accounts that may still be moved.
 *
 * @param sequence how many restarts there were
 */
public record Books(
    Known known, Pairing pairing, Branch branch, Reactions reactions, long sequence) {

  static final Books EMPTY = new Books(Known.NOTHING, Pairing.NEW, Branch.NEW, Reactions.NONE, 0);

  /**
   * How a guest answers its notices.
   *
   * @param seen the highest notice sequence that a reaction in the books answers; 0 if none
   * @param reported the same of reported reactions alone
   * @param unanswered whether no reported reaction followed the last restart
   * @param ignored NOTICE_IGNORED while it is open
   * @param gap SEQUENCE_GAP while it is open
   */
  public record Reactions(
      long seen, long reported, boolean unanswered, @Nullable Alert ignored, @Nullable Alert gap) {
    static final Reactions NONE = new Reactions(0, 0, false, null, null);
  }

  /** Whether nothing that comes later can look back past this point. */
  boolean maySeal() {
    return pairing.pending().isEmpty();
  }

  /** Without the entries that can no longer change. */
  Books sealed() {
    return new Books(known, pairing, branch.sealed(), reactions, sequence);
  }

  /** The same of these accounts alone. */
  Books sealed(List<OutageAccount> accounts) {
    return branch.speaksOf(accounts)
        ? new Books(known, pairing, branch.sealed(accounts), reactions, sequence)
        : this;
  }

  /** The accounts without a restart that may still get one. */
  List<OutageAccount> openAccounts() {
    List<OutageAccount> accounts = new ArrayList<>();
    pairing.superseded().forEach(outage -> accounts.add(outage.account()));
    if (pairing.open() != null) {
      accounts.add(pairing.open().account());
    }
    return accounts;
  }

  /** The account of an outage that may still change; null if there is none. */
  @Nullable OutageAccount find(String outageId) {
    OutageAccount account = branch.find(outageId);
    return account != null ? account : pairing.find(outageId);
  }
}
