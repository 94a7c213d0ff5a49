package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.HistoryRecord.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of the history is a line of the ledger with its number before it. */
class HistoryJsonTest {
  private static final String ENTRY = EntryJsonTest.LINE.substring(1);
  private static final String REVERSAL = ENTRY.replace("POSTED", "REVERSAL");

  @ParameterizedTest
  @CsvSource({
    "POSTED, null, 1, POSTED",
    "ADJUSTMENT, null, 2, ADJUSTMENT",
    "REVERSAL, 6, 1, POSTED",
    "REVERSAL, 6, 2, ADJUSTMENT"
  })
  void read_isTheRecordThatWrites(Type type, String reverses, int number, EntryKind kind) {
    String line =
        "{\"history_number\":7,\"reverses\":"
            + reverses
            + ","
            + ENTRY
                .replace("\"entry_number\":1", "\"entry_number\":" + number)
                .replace("POSTED", type.name());

    HistoryRecord read = HistoryJson.read(line);

    assertThat(HistoryJson.write(read)).isEqualTo(line);
    assertThat(read.historyNumber()).isEqualTo(7);
    assertThat(read.type()).isEqualTo(type);
    assertThat(read.entry().entryKind()).isEqualTo(kind);
  }

  @Test
  void history_isToldFromALedger_byItsNumber() {
    assertThat(HistoryJson.isOne("{\"history_number\":7,\"reverses\":null," + ENTRY)).isTrue();
    assertThat(HistoryJson.isOne("{" + ENTRY)).isFalse();
    assertThat(HistoryJson.isOne("history_number")).isFalse();
    assertThat(HistoryJson.isOne("")).isFalse();
  }

  @Test
  void read_ofASurprise_saysWhatWasExpected() {
    assertRefused("{" + ENTRY, "expected the keys history_number, reverses");
    assertRefused(
        "{\"history_number\":0,\"reverses\":null," + ENTRY,
        "history_number: expected a number from 1 to 9223372036854775807: 0");
    assertRefused(
        "{\"history_number\":1,\"reverses\":null," + REVERSAL,
        "a REVERSAL, and only that, names what it reverses");
    assertRefused(
        "{\"history_number\":1,\"reverses\":6," + ENTRY,
        "a REVERSAL, and only that, names what it reverses");
  }

  private static void assertRefused(String line, String message) {
    assertThatThrownBy(() -> HistoryJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessage(message);
  }
}
