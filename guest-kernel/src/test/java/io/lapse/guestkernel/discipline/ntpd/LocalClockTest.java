package io.lapse.guestkernel.discipline.ntpd;

import static io.lapse.guestkernel.discipline.ntpd.LocalClock.Outcome.IGNORED;
import static io.lapse.guestkernel.discipline.ntpd.LocalClock.Outcome.PANIC;
import static io.lapse.guestkernel.discipline.ntpd.LocalClock.Outcome.SLEWED;
import static io.lapse.guestkernel.discipline.ntpd.LocalClock.Outcome.STEPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.Ntp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalClockTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MAX_ERROR = 20 * MILLI;

  private final Bench bench = new Bench();
  private LocalClock clock = new LocalClock(NtpdSettings.NTPD_4_2_8);

  @BeforeEach
  void start() {
    clock.start(bench);
  }

  private LocalClock.Outcome update(long offsetNanos, long atSeconds) {
    return clock.update(offsetNanos, MAX_ERROR, atSeconds, bench);
  }

  private AdjtimexCall last() {
    return bench.adjtimex.get(bench.adjtimex.size() - 1);
  }

  private void settings(NtpdSettings settings) {
    clock = new LocalClock(settings);
    clock.start(bench);
  }

  @Test
  void start_tellsTheKernelThatNothingIsKnown() {
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
    assertThat(bench.kernel.ntp().maxError()).isEqualTo(Ntp.PHASE_LIMIT_MICROS);
    assertThat(bench.kernel.ntp().status() & Ntp.STA_PLL).isNotZero();
  }

  /** Below 0.5 ms the first minutes are over, and the kernel is told. */
  @Test
  void smallFirstOffset_goesToTheKernel() {
    assertThat(update(400_000, 1)).isEqualTo(SLEWED);

    AdjtimexReply ntp = bench.kernel.ntp();
    assertThat(ntp.synchronised()).isTrue();
    // An offset of the kernel is ns by 2^32 and HZ: one may be lost.
    assertThat(ntp.offset()).isBetween(399_999L, 400_000L);
    assertThat(ntp.maxError()).isEqualTo(MAX_ERROR / 1_000);
    assertThat(ntp.constant()).isEqualTo(6);
    assertThat(clock.state()).isEqualTo(ClockState.SYNC);
    assertThat(clock.isSettled()).isTrue();
  }

  /** A second takes a 32nd; the kernel is not told before 300 of them are over. */
  @Test
  void largeFirstOffset_isSlewedByAdjtime_forThreeHundredSeconds() {
    assertThat(update(8 * MILLI, 1)).isEqualTo(SLEWED);

    clock.second(bench);

    assertThat(last().isAdjtime()).isTrue();
    assertThat(last().offset()).isEqualTo(250);
    assertThat(bench.kernel.ntp().synchronised()).isFalse();
    for (int i = 1; i < 300; i++) {
      assertThat(clock.isSettled()).isFalse();
      clock.second(bench);
    }
    assertThat(clock.isSettled()).isTrue();
    assertThat(update(8 * MILLI, 400)).isEqualTo(SLEWED);
    assertThat(bench.kernel.ntp().synchronised()).isTrue();
  }

  /** NTP_MAXFREQ: 500 us in a second. */
  @ParameterizedTest
  @CsvSource({"100, 500", "-100, -500", "16, 500", "3, 94", "-3, -94"})
  void adjtime_isBoundAndRounded(long offsetMillis, long micros) {
    update(offsetMillis * MILLI, 1);

    clock.second(bench);

    assertThat(last().offset()).isEqualTo(micros);
  }

  @Test
  void firstOffsetBeyondTheStep_isStepped() {
    assertThat(update(-200 * MILLI, 1)).isEqualTo(STEPPED);

    assertThat(bench.steps).containsExactly(-200 * MILLI);
    assertThat(clock.state()).isEqualTo(ClockState.SYNC);
  }

  /** 0.5 s off: ignored until an update that was not is 300 s old, then stepped. */
  @Test
  void halfASecond_isIgnoredUntilTheStepout_thenStepped() {
    update(100_000, 1_000);

    assertThat(update(500 * MILLI, 1_064)).isEqualTo(IGNORED);
    assertThat(clock.state()).isEqualTo(ClockState.SPIK);
    assertThat(update(500 * MILLI, 1_128)).isEqualTo(IGNORED);
    assertThat(update(500 * MILLI, 1_299)).isEqualTo(IGNORED);
    assertThat(bench.steps).isEmpty();
    assertThat(update(500 * MILLI, 1_300)).isEqualTo(STEPPED);
    assertThat(bench.steps).containsExactly(500 * MILLI);
    assertThat(bench.kernel.ntp().synchronised()).isTrue();
  }

  @Test
  void rfc5905_waits900Seconds() {
    settings(NtpdSettings.RFC_5905);
    update(100_000, 1_000);
    update(500 * MILLI, 1_064);

    assertThat(update(500 * MILLI, 1_899)).isEqualTo(IGNORED);
    assertThat(update(500 * MILLI, 1_900)).isEqualTo(STEPPED);
  }

  @Test
  void spike_isForgottenByTheNextInlier() {
    update(100_000, 1_000);
    update(500 * MILLI, 1_064);

    assertThat(update(100_000, 1_128)).isEqualTo(SLEWED);

    assertThat(clock.state()).isEqualTo(ClockState.SYNC);
    assertThat(bench.steps).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000000000000, STEPPED", "1000000000001, PANIC", "-1000000000001, PANIC"})
  void offsetBeyond1000Seconds_isPanic(long offsetNanos, LocalClock.Outcome outcome) {
    // The emulated clock cannot be set before 1970.
    bench.setTime(5_000 * SECOND);
    bench.steps.clear();

    assertThat(update(offsetNanos, 1)).isEqualTo(outcome);

    assertThat(bench.steps).hasSize(outcome == PANIC ? 0 : 1);
  }

  @Test
  void panicAllowedOnce_isUsedUpByTheFirstOffset() {
    settings(NtpdSettings.NTPD_4_2_8.withPanicAllowedOnce(true));

    assertThat(update(2_000 * SECOND, 1)).isEqualTo(STEPPED);
    assertThat(update(2_000 * SECOND, 1_000)).isEqualTo(PANIC);
  }

  @Test
  void panicAllowedOnce_isUsedUpByASmallOffsetToo() {
    settings(NtpdSettings.NTPD_4_2_8.withPanicAllowedOnce(true));
    update(100_000, 1);

    assertThat(update(2_000 * SECOND, 1_000)).isEqualTo(PANIC);
  }

  /**
   * Without a drift file the frequency is what the offset grew by: 6 ms in 300 s are 20 ppm, in
   * units of 2^-16 ppm 1,310,720.
   */
  @Test
  void unknownFrequency_isMeasuredForThreeHundredSeconds() {
    settings(NtpdSettings.NTPD_4_2_8.withFrequencyKnown(false));

    assertThat(update(1_000, 0)).isEqualTo(SLEWED);
    assertThat(clock.state()).isEqualTo(ClockState.FREQ);
    assertThat(update(5 * MILLI, 299)).isEqualTo(IGNORED);
    assertThat(update(6 * MILLI, 300)).isEqualTo(SLEWED);
    assertThat(bench.kernel.ntp().freq()).isBetween(1_310_718L, 1_310_720L);
    assertThat(clock.state()).isEqualTo(ClockState.SYNC);
  }

  /** tc_counter: 6 a time beyond 30 raise the interval, twice 6 below -30 lower it. */
  @Test
  void pollInterval_growsWhileTheOffsetIsWithinTheJitter_andShrinksBeyond() {
    settings(NtpdSettings.NTPD_4_2_8.withPoll(6, 7));
    long now = 0;
    update(100, now);
    for (int i = 2; i <= 5; i++) {
      update(100, now += 64);
    }
    assertThat(clock.poll()).isEqualTo(6);
    update(100, now += 64);
    assertThat(clock.poll()).isEqualTo(7);
    for (int i = 0; i < 20; i++) {
      update(100, now += 128);
    }
    assertThat(clock.poll()).isEqualTo(7);

    // The same large offset again and again is soon no jitter any more.
    for (int i = 0; i < 20; i++) {
      update(20 * MILLI, now += 128);
    }

    assertThat(clock.poll()).isEqualTo(6);
  }

  @Test
  void copy_goesItsOwnWay() {
    LocalClock copy = clock.copy();

    update(-200 * MILLI, 1);

    assertThat(copy.state()).isEqualTo(ClockState.FSET);
  }
}
