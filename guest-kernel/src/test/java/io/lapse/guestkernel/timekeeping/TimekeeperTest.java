package io.lapse.guestkernel.timekeeping;

import static io.lapse.guestkernel.Notices.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REALTIME is 1,000 s, MONOTONIC, RAW and BOOTTIME 100 s, TAI 37 s ahead. */
class TimekeeperTest {
  private final Timekeeper clocks = Timekeepers.exact();

  @Test
  void start_givesTheKernelsOffsets() {
    assertThat(clocks.offset(Clock.MONOTONIC)).isZero();
    assertThat(clocks.offset(Clock.REALTIME)).isEqualTo(900 * SECOND);
    assertThat(clocks.offset(Clock.BOOTTIME)).isZero();
    assertThat(clocks.offset(Clock.TAI)).isEqualTo(937 * SECOND);
    assertThat(clocks.clocks().read(Clock.TAI)).isEqualTo(1_037 * SECOND);
  }

  /** The limits of settod: REALTIME stays at or above MONOTONIC, and below TIME_SETTOD_SEC_MAX. */
  @ParameterizedTest(name = "{0} ns: settable {1}")
  @CsvSource(
      textBlock =
          """
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
    Clocks before = clocks.clocks();

    assertThat(clocks.injectOffset(nanos)).isEqualTo(settable);

    long moved = clocks.clocks().realtimeNanos() - before.realtimeNanos();
    assertThat(moved).isEqualTo(settable ? nanos : 0);
    assertThat(clocks.clocks().monotonicNanos()).isEqualTo(before.monotonicNanos());
  }

  @Test
  void injectSleeptime_beyond64Bits_throws() {
    assertThatThrownBy(() -> clocks.injectSleeptime(Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void reading_beyond64Bits_throws() {
    clocks.count(Long.MAX_VALUE - 1_037 * SECOND);
    assertThat(clocks.clocks().taiNanos()).isEqualTo(Long.MAX_VALUE);

    clocks.count(1);

    assertThatThrownBy(clocks::clocks).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void offset_ofRaw_isRefused() {
    assertThatThrownBy(() -> clocks.offset(Clock.MONOTONIC_RAW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
