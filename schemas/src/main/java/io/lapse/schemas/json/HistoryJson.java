package io.lapse.schemas.json;

import io.lapse.ledger.account.HistoryRecord;

/**
 * A line of {@code history.jsonl}: {@code history_number} and {@code reverses}, then the keys of a
 * ledger line, of which {@code entry} is POSTED, ADJUSTMENT or REVERSAL.
 */
public final class HistoryJson {
  private HistoryJson() {}

  /** The line, without its LF. */
  public static String write(HistoryRecord history) {
    return JsonLine.of(
        line -> {
          line.number("history_number", history.historyNumber());
          line.number("reverses", history.reverses());
          EntryJson.write(line, history.entry(), history.type());
        });
  }
}
