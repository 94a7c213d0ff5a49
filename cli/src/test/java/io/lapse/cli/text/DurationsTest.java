package io.lapse.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations as a person reads them. */
class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999 ns",
    "1999, 1.99 us",
    "2085701024, 2.08 s",
    "59999999999, 59.9 s",
    "60000000000, 1 min 0 s",
    "440795316590, 7 min 20 s",
    "3599999999999, 59 min 59 s",
    "3600000000000, 1 h 0 min",
    "86399999999999, 23 h 59 min",
    "86400000000000, 1 d 0 h",
    "31535999999999999, 364 d 23 h",
    "31536000000000000, 1 y 0 d",
    "18446744073709551616000, 584942 y 152 d"
  })
  void coarse_isRoundedDown(BigInteger nanos, String text) {
    assertThat(Durations.coarse(nanos)).isEqualTo(text);
  }
}
