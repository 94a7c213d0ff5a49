package io.lapse.ledger.account;

/** Makes the REVERSAL of an entry, for tests outside this package. */
public final class Reversed {
  private Reversed() {}

  /**
   * Takes back an entry.
   *
   * @param number of the reversal
   * @param reverses of the entry
   */
  public static HistoryRecord of(Entry entry, long number, long reverses) {
    return new HistoryRecord(
        entry.guest(), number, HistoryRecord.Type.REVERSAL, reverses, entry.reversed());
  }
}
