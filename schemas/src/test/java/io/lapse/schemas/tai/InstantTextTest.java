package io.lapse.schemas.tai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.TaiInstant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** InstantText as users write them. TAI - UTC: 36 s in 2016, 37 s from 2017 on. */
class InstantTextTest {
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
    assertThat(InstantText.parse(text)).isEqualTo(new TaiInstant(taiNanos));
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
        "tai:+1",
        "tai: 1",
        "tai:\u0661",
        "TAI:1"
      })
  void parse_ofAnythingElse_saysWhatWasExpected(String text) {
    assertThatThrownBy(() -> InstantText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "expected RFC 3339, as in 2026-11-22T03:12:00Z, or tai:NANOS: " + text);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1483228835000000000,  2016-12-31T23:59:59.000000000Z
          1483228835999999999,  2016-12-31T23:59:59.999999999Z
          1483228836000000000,  2016-12-31T23:59:60.000000000Z
          1483228836999999999,  2016-12-31T23:59:60.999999999Z
          1483228837000000000,  2017-01-01T00:00:00.000000000Z
          1795383006331253123,  2026-11-22T21:29:29.331253123Z
          9999999999,           1969-12-31T23:59:59.999999999Z
          -9223372036854775808, 1677-09-21T00:12:33.145224192Z
          9223372036854775807,  2262-04-11T23:46:39.854775807Z
          """)
  void rfc3339_hasAllDigits_andTheLeapSecond(long taiNanos, String text) {
    assertThat(InstantText.rfc3339(new TaiInstant(taiNanos))).isEqualTo(text);
  }

  @Property
  void rfc3339_isReadBack(@ForAll @LongRange(min = -4_000_000_000_000_000_000L) long taiNanos) {
    TaiInstant at = new TaiInstant(taiNanos);

    String text = InstantText.rfc3339(at);

    assertThat(InstantText.parse(text)).isEqualTo(at);
  }
}
