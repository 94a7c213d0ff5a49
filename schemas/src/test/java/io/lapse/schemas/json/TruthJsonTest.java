package io.lapse.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.simulation.TrueOutage;
import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line of the truth is a contract, key by key. */
class TruthJsonTest {
  private static final String LINE =
      "{\"guest\":\"vm-1\",\"kind\":\"MIGRATION\",\"source_host\":\"h1\",\"destination_host\":\"h2\","
          + "\"stopped_tai_ns\":10,\"restarted_tai_ns\":70,\"compensated_ns\":5,\"slept_ns\":0,"
          + "\"reported\":false}";

  private static final TrueOutage OUTAGE =
      new TrueOutage(
          "vm-1",
          TrueOutage.Kind.MIGRATION,
          "h1",
          "h2",
          new TaiInstant(10),
          new TaiInstant(70),
          5,
          0,
          false);

  @Test
  void write_isTheAgreedLine() {
    assertThat(TruthJson.write(OUTAGE)).isEqualTo(LINE);
  }

  @Test
  void read_givesTheOutageBack() {
    assertThat(TruthJson.read(LINE)).isEqualTo(OUTAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \"reported\":false       | \"reported\":1       | reported: expected true or false: 1
          \"kind\":\"MIGRATION\"   | \"kind\":\"MOVE\"    | kind: expected one of
          \"restarted_tai_ns\":70  | \"restarted_tai_ns\":10 | restartedAt must be after stoppedAt
          ,\"reported\":false      | ,\"reporte\":false   | expected the keys reported
          """)
  void badLine_saysWhatWasExpected(String right, String wrong, String message) {
    String line = LINE.replace(right, wrong);

    assertThatThrownBy(() -> TruthJson.read(line))
        .isInstanceOf(JsonLineException.class)
        .hasMessageContaining(message);
  }
}
