package io.lapse.ledger.account;

import java.util.List;

/** Which of a guest's history may still be taken back, and which of its outages may be moved. */
public final class Reversible {
  private final HistoryNumbers numbers;
  private final Books carry;

  Reversible(HistoryNumbers numbers, Books carry) {
    this.numbers = numbers;
    this.carry = carry;
  }

  /** The least history number that a REVERSAL may name; {@code Long.MAX_VALUE} if none may be. */
  public long least() {
    return numbers.least();
  }

  /** The history numbers of an outage's entries that may be taken back, in order. */
  public List<Long> of(String outageId) {
    return numbers.of(outageId);
  }

  /** Whether an outage may ever have another entry, or lose one. */
  public boolean mayChange(String outageId) {
    return !numbers.of(outageId).isEmpty() || carry.find(outageId) != null;
  }
}
