package io.lapse.schemas.tai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.ledger.time.TaiInstant;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcScaleTest {
  private static final long SECOND_NANOS = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "1900-01-01T00:00:00Z, 10",
    "1969-12-31T23:59:59Z, 10",
    "1970-01-01T00:00:00Z, 10",
    "1971-12-31T23:59:59Z, 10",
    "1972-01-01T00:00:00Z, 10",
    "1972-06-30T23:59:59Z, 10",
    "1972-07-01T00:00:00Z, 11",
    "1998-12-31T23:59:59Z, 31",
    "1999-01-01T00:00:00Z, 32",
    "2016-12-31T23:59:59Z, 36",
    "2017-01-01T00:00:00Z, 37",
    "2026-11-22T21:29:29Z, 37",
  })
  void offset_followsTheTable(Instant utc, int expectedSeconds) {
    long utcNanos = utc.getEpochSecond() * SECOND_NANOS;

    TaiInstant tai = UtcScale.toTai(utcNanos);

    assertThat(UtcScale.offsetSeconds(utcNanos)).isEqualTo(expectedSeconds);
    assertThat(tai.nanos() - utcNanos).isEqualTo(expectedSeconds * SECOND_NANOS);
    assertThat(UtcScale.offsetSeconds(tai)).isEqualTo(expectedSeconds);
  }

  @Test
  void toTai_matchesWhatALinuxHostShowed() {
    long realtimeNanos = 1_795_382_969_642_526_000L;

    TaiInstant tai = UtcScale.toTai(realtimeNanos);

    assertThat(tai).isEqualTo(new TaiInstant(1_795_383_006_642_526_000L));
  }

  @Test
  void toTai_skipsTheLeapSecond_betweenTheSecondsAroundIt() {
    long midnight = Instant.parse("2017-01-01T00:00:00Z").getEpochSecond() * SECOND_NANOS;

    long passedNanos = UtcScale.toTai(midnight - 1).nanosUntil(UtcScale.toTai(midnight));

    assertThat(passedNanos).isEqualTo(SECOND_NANOS + 1);
  }

  @Test
  void toUtcNanos_showsTheLastSecondTwice_inALeapSecond() {
    long midnight = Instant.parse("2017-01-01T00:00:00Z").getEpochSecond() * SECOND_NANOS;
    TaiInstant leapSecond = UtcScale.toTai(midnight).plus(-SECOND_NANOS);

    assertThat(UtcScale.toUtcNanos(leapSecond.plus(-1))).isEqualTo(midnight - 1);
    assertThat(UtcScale.toUtcNanos(leapSecond)).isEqualTo(midnight - SECOND_NANOS);
    assertThat(UtcScale.toUtcNanos(leapSecond.plus(SECOND_NANOS - 1))).isEqualTo(midnight - 1);
    assertThat(UtcScale.toUtcNanos(leapSecond.plus(SECOND_NANOS))).isEqualTo(midnight);
  }

  @Test
  void toTai_refuses_whatDoesNotFitInto64Bits() {
    assertThatThrownBy(() -> UtcScale.toTai(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void offset_isThatOfTheEnds_atTheEndsOf64Bits() {
    assertThat(UtcScale.offsetSeconds(new TaiInstant(Long.MIN_VALUE))).isEqualTo(10);
    assertThat(UtcScale.offsetSeconds(new TaiInstant(Long.MAX_VALUE))).isEqualTo(37);
  }

  @Property
  void toUtcNanos_undoesToTai(
      @ForAll @LongRange(min = Long.MIN_VALUE / 2, max = Long.MAX_VALUE / 2) long utcNanos) {
    assertThat(UtcScale.toUtcNanos(UtcScale.toTai(utcNanos))).isEqualTo(utcNanos);
  }
}
