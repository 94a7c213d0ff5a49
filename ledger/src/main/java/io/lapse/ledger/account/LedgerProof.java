package io.lapse.ledger.account;

import java.util.List;

/** Stub. Proves what can be proved of a standing ledger from its entries alone. */
public final class LedgerProof {
  /**
   * @param index of the entry in the list, from 0
   * @param message what does not hold, with the figures
   */
  public record Finding(int index, String message) {}

  private LedgerProof() {}

  /** All that does not hold; empty if the ledger is true. */
  public static List<Finding> check(List<Entry> entries) {
    throw new UnsupportedOperationException("" + entries.size());
  }
}
