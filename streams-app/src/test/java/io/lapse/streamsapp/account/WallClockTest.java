package io.lapse.streamsapp.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of the machine counts UTC, without leap seconds. */
class WallClockTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 10",
    "1969-12-31T23:59:59.999Z, 10",
    "2016-12-31T23:59:59Z, 36",
    "2017-01-01T00:00:00Z, 37",
    "2027-01-15T08:00:00Z, 37"
  })
  void instant_isAheadOfUtcByItsLeapSeconds(Instant utc, long offsetSeconds) {
    assertThat(WallClock.tai(utc.toEpochMilli()).nanos())
        .isEqualTo(utc.toEpochMilli() * 1_000_000 + offsetSeconds * 1_000_000_000);
  }
}
