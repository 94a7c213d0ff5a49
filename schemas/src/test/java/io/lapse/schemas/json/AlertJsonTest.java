package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of an alert is a contract, key by key. */
class AlertJsonTest {
  private static final Alert ALERT =
      new Alert(
          "0011",
          "g",
          "g/1",
          Violation.UNACCOUNTED_TIME,
          Severity.CRITICAL,
          Party.GUEST,
          Alert.State.RESOLVED,
          new TaiInstant(-5),
          true,
          "default@0");

  private static final String LINE =
      "{\"alert_id\":\"0011\",\"guest\":\"g\",\"outage_id\":\"g/1\","
          + "\"violation\":\"UNACCOUNTED_TIME\",\"severity\":\"CRITICAL\",\"party\":\"GUEST\","
          + "\"state\":\"RESOLVED\",\"at_tai_ns\":-5,\"certain\":true,\"policy\":\"default@0\","
          + "\"runbook\":\"unaccounted-time\"}";

  @Test
  void write_isTheAgreedLine() {
    assertThat(AlertJson.write(ALERT)).isEqualTo(LINE);
  }

  @Test
  void read_isTheAlertAgain() {
    assertThat(AlertJson.read(LINE)).isEqualTo(ALERT);
  }

  @ParameterizedTest(name = "{0} as {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"at_tai_ns\":-5 | \"at_tai_ns\":null "
            + "| at_tai_ns: expected a whole number within 64 bits: null",
        "true | \"yes\" | certain: expected true or false: \"yes\"",
        "RESOLVED | CLOSED | state: expected one of [OPENED, RESOLVED]: \"CLOSED\"",
        "\"runbook\": | \"page\": | expected the keys runbook"
      })
  void read_ofASurprise_saysWhatWasExpected(String part, String instead, String message) {
    String line = LINE.replace(part, instead);

    assertThat(line).isNotEqualTo(LINE);
    assertThatThrownBy(() -> AlertJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessage(message);
  }
}
