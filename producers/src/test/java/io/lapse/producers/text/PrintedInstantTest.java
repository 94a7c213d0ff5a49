package io.lapse.producers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.producers.json.MalformedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedInstantTest {

  /** 1795580781 is 2026-11-25T04:26:21Z. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1795580781                          | 1795580781000000000 | 1000000000
          1795580781.6                        | 1795580781600000000 |  100000000
          1795580781.638283                   | 1795580781638283000 |       1000
          1795580781.638283132                | 1795580781638283132 |          0
          -1.5                                |         -1500000000 |  100000000
          2026-11-25T04:26:21Z                | 1795580781000000000 | 1000000000
          2026-11-25T04:26:21.638Z            | 1795580781638000000 |    1000000
          2026-11-25T05:26:21,638283132+01:00 | 1795580781638283132 |          0
          2026-11-25 04:26:21.638283132+00:00 | 1795580781638283132 |          0
          1969-12-31T23:59:59.5Z              |          -500000000 |  100000000
          """)
  void parse_readsTheInstant_andItsStep(String text, long utcNanos, long stepNanos)
      throws MalformedException {
    assertThat(PrintedInstant.parse(text)).isEqualTo(new PrintedInstant(utcNanos, stepNanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-11-25T04:26:21",
        "2026-13-25T04:26:21Z",
        "2026-11-25",
        "12:00",
        "9999-01-01T00:00:00Z"
      })
  void parse_refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> PrintedInstant.parse(text))
        .isInstanceOf(MalformedException.class)
        .hasMessageStartingWith("the instant must be seconds")
        .hasMessageEndingWith(": " + text);
  }

  @ParameterizedTest
  @CsvSource({"5, 64633, 6, 5064633000, 1000", "5, 64633123, 9, 5064633123, 0"})
  void of_countsTheFraction_inItsPlaces(
      long seconds, long fraction, int decimals, long utcNanos, long stepNanos)
      throws MalformedException {
    assertThat(PrintedInstant.of(seconds, fraction, decimals))
        .isEqualTo(new PrintedInstant(utcNanos, stepNanos));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 1000000, 6, the fraction of a second must have 6 digits: 1000000",
    "9223372037, 0, 9, the instant must lie within 64 bits of ns since 1970: 9223372037 s",
  })
  void of_refusesWhatDoesNotFit(long seconds, long fraction, int decimals, String message) {
    assertThatThrownBy(() -> PrintedInstant.of(seconds, fraction, decimals))
        .isInstanceOf(MalformedException.class)
        .hasMessage(message);
  }
}
