package io.lapse.whatif.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.time.TaiInstant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                   | 0 s
          640                 | 640 ns
          15500000            | 15.5 ms
          999999              | 1,000 µs
          1250000000          | 1.25 s
          -1250000000         | −1.25 s
          1099511627776       | 1,100 s
          7200000000000       | 2 h
          300000000000000     | 3.47 d
          9223372036854775807 | 106,752 d
          -9223372036854775808 | −106,752 d
          """)
  void duration_inSensibleUnits(long nanos, String shown) {
    String duration = Quantities.duration(nanos);

    assertThat(duration).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0             | 0
          1             | 1 ns
          1500000       | 1.5 ms
          1234567890    | 1.23456789 s
          3600000000000 | 3,600 s
          """)
  void threshold_keepsAllDigits(long nanos, String shown) {
    String threshold = Quantities.threshold(nanos);

    assertThat(threshold).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0       | 0       | –
          0       | 7       | 0 %
          7       | 7       | 100 %
          992     | 1000    | 99.2 %
          9999    | 10000   | 99.99 %
          999999  | 1000000 | > 99.99 %
          99960   | 100000  | 99.96 %
          7       | 10000   | 0.07 %
          1       | 1000000 | < 0.001 %
          1       | 3       | 33.3 %
          """)
  void share_isNeverRoundedToAllNorToNothing(long part, long whole, String shown) {
    String share = Quantities.share(part, whole);

    assertThat(share).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          412                 | 412
          999999              | 999,999
          3141592             | 3.14 M
          999999999           | 1 G
          182000000000000     | 182 T
          9223372036854775807 | 9.22 E
          """)
  void compact_threeDigitsFromAMillionOn(long count, String shown) {
    String compact = Quantities.compact(count);

    assertThat(compact).isEqualTo(shown);
  }

  @Test
  void utc_countsLeapSeconds() {
    TaiInstant newYear = new TaiInstant((1_767_225_600L + 37) * 1_000_000_000L);

    String utc = Instants.utc(newYear);

    assertThat(utc).isEqualTo("2026-01-01 00:00:00 UTC");
  }
}
