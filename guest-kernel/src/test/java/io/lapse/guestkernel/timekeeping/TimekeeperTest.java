package io.lapse.guestkernel.timekeeping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimekeeperTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Timekeeper UP_100_S =
      Timekeeper.reading(1_000 * SECOND, 100 * SECOND, 120 * SECOND, 37);

  @Test
  void reading_givesTheKernelsOffsets() {
    Timekeeper clocks = UP_100_S;

    assertThat(clocks.offsReal()).isEqualTo(900 * SECOND);
    assertThat(clocks.offsBoot()).isEqualTo(20 * SECOND);
    assertThat(clocks.offsTai()).isEqualTo(937 * SECOND);
    assertThat(clocks.wallToMonotonic()).isEqualTo(-900 * SECOND);
    assertThat(clocks.read(Clock.TAI)).isEqualTo(1_037 * SECOND);
  }

  /** The limits of settod: REALTIME stays at or above MONOTONIC, and below TIME_SETTOD_SEC_MAX. */
  @ParameterizedTest(name = "{0} ns: settable {1}")
  @CsvSource(
      textBlock =
          """
          # REALTIME is 1,000 s, MONOTONIC 100 s
                            0, true
                            1, true
                -900000000000, true
                -900000000001, false
               -1000000000001, false
          8277291035999999999, true
          8277291036000000000, false
          9223372036854775807, false
          -9223372036854775808, false
          """)
  void injectOffset_atItsLimits_isRefusedLikeEinval(long nanos, boolean settable) {
    assertThat(UP_100_S.injectOffset(nanos).isPresent()).isEqualTo(settable);
  }

  @ParameterizedTest(name = "{0} s: taken {1}")
  @CsvSource(
      textBlock =
          """
          -1, false
          0, true
          38, true
          100000, true
          100001, false
          2147483647, false
          """)
  void setTaiOffset_outsideTheKernelsRange_isIgnored(int seconds, boolean taken) {
    assertThat(UP_100_S.setTaiOffset(seconds).isPresent()).isEqualTo(taken);
  }

  @Test
  void injectSleeptime_negative_isRefused() {
    assertThat(UP_100_S.injectSleeptime(-1)).isEmpty();
  }

  @Test
  void injectSleeptime_beyond64Bits_throws() {
    assertThatThrownBy(() -> UP_100_S.injectSleeptime(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void run_beyond64Bits_throws() {
    assertThatThrownBy(() -> UP_100_S.run(Long.MAX_VALUE - 200 * SECOND))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void run_backwards_isABugOfTheCaller() {
    assertThatThrownBy(() -> UP_100_S.run(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nanos must not be negative: -1");
  }

  @Test
  void offset_ofRaw_isRefused() {
    assertThatThrownBy(() -> UP_100_S.offset(Clock.MONOTONIC_RAW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
