package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.timekeeping.Clock;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long PPM = 1_000_000L;

  private final Bench bench = new Bench();
  private final SlewedClock clock = SlewedClock.asTheKernelHasIt();
  private final SourceStats stats = new SourceStats();
  private Reference reference = new Reference(ChronySettings.PACKAGED);

  @BeforeEach
  void start() {
    clock.start(bench);
  }

  /** Three samples on a line, the last of them now. */
  private Regression.Fit sampled(long offsetNanos, long freqPpt) {
    stats.reset();
    long now = clock.cookedNanos(bench.read(Clock.REALTIME));
    for (long ago = 2; ago >= 0; ago--) {
      long offset = offsetNanos - Parts.of(ago * 64 * SECOND, freqPpt);
      stats.add(new Sample(now - ago * 64 * SECOND, offset, 10 * MILLI, 60));
    }
    return stats.fit().orElseThrow();
  }

  private long update(long offsetNanos, long freqPpt) {
    return reference.update(sampled(offsetNanos, freqPpt), stats, clock, bench);
  }

  /** makestep 1.0 3: the first three updates step what is more than a second. */
  @Test
  void makestep_stepsOnTheFirstThreeUpdatesOnly() {
    assertThat(update(2 * SECOND, 0)).isEqualTo(2 * SECOND);
    assertThat(update(900 * MILLI, 0)).isZero();
    // Of the 0.9 s nothing is made up for yet: both are stepped.
    assertThat(update(-3 * SECOND, 0)).isEqualTo(-2_100 * MILLI);
    assertThat(update(2 * SECOND, 0)).isZero();

    assertThat(bench.steps).containsExactly(2 * SECOND, -2_100 * MILLI);
  }

  @Test
  void makestepOff_neverSteps() {
    reference = new Reference(ChronySettings.NO_STEP);

    assertThat(update(3_600 * SECOND, 0)).isZero();

    assertThat(clock.remainingNanos(bench.read(Clock.REALTIME))).isEqualTo(3_600 * SECOND);
  }

  /** The kernel is told what is still to be made up for; 16 s of it, and it is not synchronised. */
  @ParameterizedTest(name = "{0} ms: synchronised {1}, maxerror {2} us")
  @CsvSource({
    "0, true, 5000",
    "-900, true, 905000",
    "15000, true, 15005000",
    "16000, false, 16000000"
  })
  void kernel_isToldWhatRemains(long millis, boolean synchronised, long maxErrorMicros) {
    reference = new Reference(ChronySettings.NO_STEP);

    update(millis * MILLI, 0);

    assertThat(bench.kernel.ntp().synchronised()).isEqualTo(synchronised);
    assertThat(bench.kernel.ntp().maxError()).isCloseTo(maxErrorMicros, Offset.offset(10L));
  }

  /** A line without any scatter is surer than what the drift file said: it is taken whole. */
  @Test
  void certainFrequency_isTaken() {
    update(0, 25 * PPM);

    assertThat(bench.kernel.ntp().freq()).isCloseTo(25 * 65_536L, Offset.offset(40L));
  }

  /** maxupdateskew: a line of three samples that are 1 ms off it may be wrong by 1,000 ppm. */
  @Test
  void uncertainFrequency_isNotTaken() {
    long now = bench.read(Clock.REALTIME);
    for (long i = 0; i < 3; i++) {
      stats.add(new Sample(now - (2 - i) * 2 * SECOND, (i % 2) * MILLI, 10 * MILLI, 60));
    }

    reference.update(stats.fit().orElseThrow(), stats, clock, bench);

    // What is being slewed is no frequency.
    SlewedClock afresh = clock.afresh();
    afresh.start(bench);
    assertThat(bench.kernel.ntp().freq()).isZero();
  }

  @Test
  void samples_followTheClock() {
    update(2 * SECOND, 0);

    assertThat(Math.abs(stats.fit().orElseThrow().offsetNanos())).isLessThanOrEqualTo(1);
    assertThat(stats.predictedNanos(clock.cookedNanos(bench.read(Clock.REALTIME))))
        .isBetween(-1L, 1L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 6, 10, stepNanos must be at least 1: 0",
    "1, -1, 6, 10, stepUpdates must not be negative: -1",
    "1, 3, 1, 10, 'minPoll and maxPoll must be 2 to 17, in order: 1, 10'",
    "1, 3, 10, 6, 'minPoll and maxPoll must be 2 to 17, in order: 10, 6'"
  })
  void impossibleSetting_isRefusedByName(
      long step, int updates, int minPoll, int maxPoll, String message) {
    assertThatThrownBy(() -> new ChronySettings(step, updates, minPoll, maxPoll, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
