package io.lapse.ledger.account;

import org.jspecify.annotations.Nullable;

/**
 * One record of the history: nothing in it is ever changed in place.
 *
 * @param historyNumber from 1 within the guest, without gaps
 * @param reverses the history number that a REVERSAL takes back; null otherwise
 * @param entry what is booked; of a REVERSAL the reversed entry, with its postings negated
 */
public record HistoryRecord(
    String guest, long historyNumber, Type type, @Nullable Long reverses, Entry entry) {

  /** What a record does. */
  public enum Type {
    POSTED,
    ADJUSTMENT,
    REVERSAL
  }

  public HistoryRecord {
    if ((type == Type.REVERSAL) != (reverses != null)) {
      throw new IllegalArgumentException("a REVERSAL, and only that, names what it reverses");
    }
  }
}
