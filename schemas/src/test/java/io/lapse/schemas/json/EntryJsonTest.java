package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Account;
import io.lapse.ledger.account.AmountBasis;
import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.time.TaiInstant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of the ledger is a contract, key by key. */
class EntryJsonTest {
  private static final EventId ID = new EventId("00112233445566778899aabbccddeeff");

  private static final Entry CLOSED =
      new Entry(
          "gu\"est",
          "g/" + ID,
          1,
          Entry.EntryKind.POSTED,
          OutageKind.PAUSE,
          "h0",
          "h0",
          new TaiInstant(10),
          new TaiInstant(70),
          60L,
          7L,
          new Amounts(0, AmountBasis.ASSUMED, 0, null, 0, 0, 60),
          1L,
          Verdict.EXCEEDED,
          Cooperation.UNKNOWN,
          List.of(),
          null,
          "default@0",
          null,
          List.of(ID),
          null,
          List.of(new Posting(Account.ELAPSED, -60), new Posting(Account.UNACCOUNTED, 60)));

  static final String LINE =
      "{\"guest\":\"gu\\\"est\",\"outage_id\":\"g/00112233445566778899aabbccddeeff\","
          + "\"entry_number\":1,\"entry\":\"POSTED\",\"kind\":\"PAUSE\",\"source_host\":\"h0\","
          + "\"destination_host\":\"h0\",\"stopped_tai_ns\":10,\"restarted_tai_ns\":70,"
          + "\"tout_ns\":60,\"tout_error_ns\":7,\"compensated_ns\":0,"
          + "\"compensated_basis\":\"ASSUMED\",\"slept_ns\":0,\"slept_basis\":null,"
          + "\"injected_ns\":0,\"corrected_ns\":0,\"unaccounted_ns\":60,\"migration_sequence\":1,"
          + "\"verdict\":\"EXCEEDED\",\"cooperation\":\"UNKNOWN\",\"violations\":[],"
          + "\"expired\":null,\"policy\":\"default@0\",\"reaction_origin\":null,"
          + "\"event_ids\":[\"00112233445566778899aabbccddeeff\"],\"replaces\":null,"
          + "\"postings\":[{\"account\":\"elapsed\",\"amount_ns\":-60},"
          + "{\"account\":\"unaccounted\",\"amount_ns\":60}]}";

  @Test
  void alarm_isNoViolationOfALedger() {
    String line = LINE.replace("\"violations\":[]", "\"violations\":[\"OPEN_OUTAGE\"]");

    assertThatThrownBy(() -> EntryJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessage("expected violations of a ledger, and no alarm: [OPEN_OUTAGE]");
  }

  @Test
  void write_isTheAgreedLine() {
    assertThat(EntryJson.write(CLOSED)).isEqualTo(LINE);
  }

  @Test
  void read_isTheEntryAgain() {
    assertThat(EntryJson.read(LINE)).isEqualTo(CLOSED);
  }

  @ParameterizedTest(name = "{0} as {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tout_ns\":60 | \"tout_ns\":6.5 | tout_ns: expected a whole number within 64 bits: 6.5",
        "\"stopped_tai_ns\":10,\"restarted_tai_ns\":70 "
            + "| \"stopped_tai_ns\":null,\"restarted_tai_ns\":null "
            + "| expected stopped_tai_ns or restarted_tai_ns, or both",
        "\"tout_ns\":60 | \"tout\":60 | expected the keys tout_ns",
        "\"tout_ns\":60 | \"tout_ns\":60,\"x\":1 | unexpected keys x",
        "\"entry\":\"POSTED\" | \"entry\":\"REVERSAL\" "
            + "| entry: expected one of [POSTED, ADJUSTMENT]: \"REVERSAL\"",
        "\"guest\":\"gu\\\"est\" | \"guest\":null | guest: expected a string: null",
        "\"elapsed\" | \"ELAPSED\" | postings.account: expected lower case: \"ELAPSED\"",
        "\"compensated_ns\":0 | \"compensated_ns\":null "
            + "| amounts and Tout are known together or not at all",
        "[\"0011 | [\"xx11 | hex must be 32 lower-case hex digits: "
            + "xx112233445566778899aabbccddeeff",
        "\"entry_number\":1 | \"entry_number\":0 "
            + "| entry_number: expected a number from 1 to 2147483647: 0"
      })
  void read_ofASurprise_saysWhatWasExpected(String part, String instead, String message) {
    String line = LINE.replace(part, instead);

    assertThat(line).isNotEqualTo(LINE);
    assertThatThrownBy(() -> EntryJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[1] | expected a JSON object", "{\"guest\":1 | expected a JSON object: "})
  void read_ofNoObject_saysSo(String line, String message) {
    assertThatThrownBy(() -> EntryJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessageStartingWith(message);
  }
}
