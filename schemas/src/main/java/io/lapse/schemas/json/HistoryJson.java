package io.lapse.schemas.json;

import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.HistoryRecord.Type;
import java.util.HashSet;
import java.util.Set;

/**
 * A line of {@code history.jsonl}: {@code history_number} and {@code reverses}, then the keys of a
 * ledger line, of which {@code entry} is POSTED, ADJUSTMENT or REVERSAL.
 */
public final class HistoryJson {
  private static final String NUMBER = "history_number";
  private static final Set<String> KEYS = new HashSet<>(EntryJson.KEYS);

  static {
    KEYS.add(NUMBER);
    KEYS.add("reverses");
  }

  private HistoryJson() {}

  /** The line, without its LF. */
  public static String write(HistoryRecord history) {
    return JsonLine.of(
        line -> {
          line.number(NUMBER, history.historyNumber());
          line.number("reverses", history.reverses());
          EntryJson.write(line, history.entry(), history.type());
        });
  }

  /** Whether a line is one of a history: it has the key that no line of a ledger has. */
  public static boolean isOne(String line) {
    return JsonReading.has(line, NUMBER);
  }

  /**
   * Reads a line. What a REVERSAL takes back is POSTED if it is its outage's first entry.
   *
   * @throws JsonLineException if it is not one, saying what was expected
   */
  public static HistoryRecord read(String line) {
    JsonReading reading = JsonReading.of(line);
    reading.expectKeys(KEYS);
    Type type = reading.symbol("entry", Type.class);
    EntryKind entryKind =
        switch (type) {
          case POSTED -> EntryKind.POSTED;
          case ADJUSTMENT -> EntryKind.ADJUSTMENT;
          case REVERSAL ->
              reading.number("entry_number") == 1 ? EntryKind.POSTED : EntryKind.ADJUSTMENT;
        };
    try {
      return new HistoryRecord(
          reading.text("guest"),
          reading.number(NUMBER, 1, Long.MAX_VALUE),
          type,
          reading.numberOrNull("reverses"),
          EntryJson.read(reading, entryKind));
    } catch (IllegalArgumentException e) {
      throw new JsonLineException(String.valueOf(e.getMessage()), e);
    }
  }
}
