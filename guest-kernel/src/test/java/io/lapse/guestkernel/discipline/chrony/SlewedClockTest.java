package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestkernel.discipline.Bench;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlewedClockTest {
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long PPM = 1_000_000L;

  private final Bench bench = new Bench();
  private final SlewedClock clock = SlewedClock.asTheKernelHasIt();

  @BeforeEach
  void start() {
    clock.start(bench);
  }

  /** Tick and frequency of the kernel, in ppt. */
  private long kernelPpt() {
    AdjtimexReply ntp = bench.kernel.ntp();
    return (ntp.tick() - 10_000) * 100 * PPM + ntp.freq() * PPM / 65_536;
  }

  /** REALTIME against the counter, which NTP does not touch. */
  private long wall() {
    return bench.read(Clock.REALTIME) - bench.read(Clock.MONOTONIC_RAW);
  }

  /** Runs to the end of the slew, and ends it. */
  private void endSlew() {
    while (bench.read(Clock.REALTIME) < clock.slewEndNanos()) {
      bench.run(Math.max(1, (clock.slewEndNanos() - bench.read(Clock.REALTIME)) * 7 / 8));
    }
    clock.updateSlew(bench);
  }

  /** maxslewrate is a twelfth: an offset takes twelve times as long, on the true clock. */
  @ParameterizedTest(name = "{0} ms")
  @CsvSource({"1000", "-1000", "10000", "3600000", "-3600000"})
  void offset_takesAtLeastTwelveTimesAsLong(long millis) {
    long before = wall();
    long started = bench.read(Clock.MONOTONIC_RAW);

    clock.accumulate(0, millis * MILLI, 0, bench);
    long rate = kernelPpt();
    for (int i = 0; i < 10 && Math.abs(rate) > 50_000 * PPM; i++) {
      endSlew();
      rate = kernelPpt();
    }

    assertThat(wall() - before).isCloseTo(millis * MILLI, within(20 * MILLI));
    long took = bench.read(Clock.MONOTONIC_RAW) - started;
    assertThat(took).isGreaterThanOrEqualTo(12 * Math.abs(millis) * MILLI - 300 * MILLI);
    assertThat(took).isLessThan(13 * Math.abs(millis) * MILLI);
  }

  private static org.assertj.core.data.Offset<Long> within(long nanos) {
    return org.assertj.core.data.Offset.offset(nanos);
  }

  @ParameterizedTest(name = "{0} ppm: tick {1}, freq {2}")
  @CsvSource({
    // Up to half a tick of 100 ppm is left to the frequency.
    "0, 10000, 0",
    "10, 10000, 655360",
    "-10, 10000, -655360",
    "120, 10000, 7864320",
    "260, 10003, -2621440",
    "-260, 9997, 2621440",
    "90000, 10900, 0"
  })
  void frequency_isSharedByTickAndFreq(long ppm, long tick, long freq) {
    clock.accumulate(ppm * PPM, 0, 0, bench);

    assertThat(bench.kernel.ntp().tick()).isEqualTo(tick);
    assertThat(bench.kernel.ntp().freq()).isBetween(freq - 1, freq + 1);
  }

  /** 1.5 ms by 1,000 s: an offset of 10 ms is to take 150 s. */
  @Test
  void smallOffset_takesTheTimeOfTheCorrectionRate() {
    clock.accumulate(0, 10 * MILLI, 1_500_000_000L, bench);

    assertThat(clock.slewEndNanos() - bench.read(Clock.REALTIME))
        .isCloseTo(150 * SECOND, within(SECOND));
    // 10 ms in 150 s.
    assertThat(kernelPpt()).isCloseTo(66_666_666L, within(100L));
  }

  /** The smallest offset by the largest rate would take longer than 64 bits of ns. */
  @Test
  void tinyOffset_isLeftAlone() {
    clock.accumulate(0, 1, Long.MAX_VALUE / 2, bench);

    assertThat(kernelPpt()).isZero();
  }

  @Test
  void cooked_isWhereTheClockWillBe() {
    clock.accumulate(0, SECOND, 0, bench);
    long cooked = clock.cookedNanos(bench.read(Clock.REALTIME));
    long raw = bench.read(Clock.MONOTONIC_RAW);
    assertThat(cooked).isEqualTo(bench.read(Clock.REALTIME) + SECOND);

    bench.run(5 * SECOND);

    long truly = bench.read(Clock.MONOTONIC_RAW) - raw;
    assertThat(clock.cookedNanos(bench.read(Clock.REALTIME)) - cooked)
        .isCloseTo(truly, within(MILLI));
  }

  @Test
  void ownStep_movesTheSlewWithTheClock() {
    clock.accumulate(0, SECOND, 0, bench);
    long left = clock.slewEndNanos() - bench.read(Clock.REALTIME);
    long remaining = clock.remainingNanos(bench.read(Clock.REALTIME));

    bench.setTime(bench.read(Clock.REALTIME) + 100 * SECOND);
    clock.stepped(100 * SECOND);

    assertThat(clock.slewEndNanos() - bench.read(Clock.REALTIME)).isEqualTo(left);
    assertThat(clock.remainingNanos(bench.read(Clock.REALTIME))).isEqualTo(remaining);
  }

  @Test
  void jump_voidsWhatWasToBeMadeUpFor() {
    clock.accumulate(0, SECOND, 0, bench);

    clock.jumped(bench);

    assertThat(kernelPpt()).isZero();
    assertThat(clock.remainingNanos(bench.read(Clock.REALTIME))).isZero();
  }

  /** A slew must not go on without the daemon: it starts again with the frequency alone. */
  @Test
  void afresh_hasTheFrequencyWithoutTheSlew() {
    clock.accumulate(30 * PPM, SECOND, 0, bench);
    assertThat(kernelPpt()).isGreaterThan(80_000 * PPM);

    clock.afresh().start(bench);

    assertThat(kernelPpt()).isCloseTo(30 * PPM, within(20L));
  }

  @Test
  void start_takesOverTheKernelsFrequency() {
    clock.accumulate(230 * PPM, 0, 0, bench);

    SlewedClock other = SlewedClock.asTheKernelHasIt();
    other.start(bench);

    assertThat(kernelPpt()).isCloseTo(230 * PPM, within(20L));
  }
}
