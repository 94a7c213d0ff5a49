package io.lapse.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants as users write them. TAI - UTC: 36 s in 2016, 37 s from 2017 on. */
class InstantsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          tai:0,                                0
          tai:-5,                               -5
          tai:9223372036854775807,              9223372036854775807
          2017-01-01T00:00:00Z,                 1483228837000000000
          2017-01-01t00:00:00z,                 1483228837000000000
          2017-01-01 00:00:00Z,                 1483228837000000000
          2017-01-01T00:00:00-00:00,            1483228837000000000
          2017-01-01T05:30:00+05:30,            1483228837000000000
          2016-12-31T20:00:00.5-04:00,          1483228837500000000
          2017-01-01T00:00:00.000000001Z,       1483228837000000001
          2016-12-31T23:59:59Z,                 1483228835000000000
          2016-12-31T23:59:60Z,                 1483228836000000000
          2016-12-31T23:59:60.999999999Z,       1483228836999999999
          2017-01-01T00:59:60+01:00,            1483228836000000000
          """)
  void parse_isTheInstantOnTai(String text, long taiNanos) {
    assertThat(Instants.parse(text)).isEqualTo(new TaiInstant(taiNanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "03:12",
        "1483228837000000000",
        "2017-01-01",
        "2017-01-01T00:00:00",
        "2017-01-01T00:00Z",
        "2017-02-30T00:00:00Z",
        "2017-01-01T24:00:00Z",
        "2017-01-01T00:00:61Z",
        "2017-01-01T00:00:60Z",
        "2016-12-31T22:59:60Z",
        "2017-01-01T00:00:00.0000000001Z",
        "2017-01-01T00:00:00+25:00",
        "2300-01-01T00:00:00Z",
        "tai:",
        "tai:1.5",
        "tai:9223372036854775808",
        "TAI:1"
      })
  void parse_ofAnythingElse_saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> Instants.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "expected RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS: " + text);
  }
}
