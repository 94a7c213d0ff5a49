package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceStatsTest {
  private static final long MICRO = 1_000L;
  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long PPM = 1_000_000L;

  private final SourceStats stats = new SourceStats();
  private long now = 1_767_225_600L * SECOND;

  private void sampled(int count, long freqPpt) {
    for (int i = 0; i < count; i++) {
      now += 64 * SECOND;
      long scatter = (i % 2 == 0 ? 20 : -20) * MICRO;
      stats.add(sample(scatter + Parts.of(64L * i * SECOND, freqPpt), 10 * MILLI));
    }
  }

  private Sample sample(long offsetNanos, long delayNanos) {
    return new Sample(now, offsetNanos, delayNanos, 60);
  }

  @Test
  void withoutALine_theLastOffsetIsForetold_andTheFrequencyMayBeAnything() {
    assertThat(stats.predictedNanos(now)).isZero();

    sampled(2, 0);

    assertThat(stats.predictedNanos(now + 64 * SECOND)).isEqualTo(-20 * MICRO);
    assertThat(stats.skewPpt()).isEqualTo(2_000 * PPM);
    assertThat(stats.fit()).isEmpty();
  }

  @Test
  void line_isForetoldToGoOn() {
    sampled(20, 25 * PPM);

    long foretold = stats.predictedNanos(now + 64 * SECOND);

    assertThat(foretold).isBetween(20 * 64 * 25 * MICRO - 20_000, 20 * 64 * 25 * MICRO + 20_000);
  }

  @Test
  void samples_areAtMost64() {
    sampled(200, 0);

    assertThat(stats.size()).isEqualTo(SourceStats.SAMPLES_MAX);
  }

  @Test
  void sampleFromBefore_voidsTheOthers() {
    sampled(10, 0);
    now -= 65 * SECOND;

    stats.add(sample(0, 10 * MILLI));

    assertThat(stats.size()).isEqualTo(1);
  }

  @Test
  void reset_forgetsEverything() {
    sampled(10, 0);

    stats.reset();

    assertThat(stats.size()).isZero();
    assertThat(stats.fit()).isEmpty();
    assertThat(stats.rootDistanceNanos(now)).isEqualTo(Long.MAX_VALUE);
  }

  /** maxdelaydevratio: after ten samples scattered by 20 us, by ways of 10 ms. */
  @ParameterizedTest(name = "offset {0} us by {1} us: {2}; {3}")
  @CsvSource(
      textBlock =
          """
          0,      10300,   false, 150 us longer one way: within ten deviations
          0,      13000,   true,  1.5 ms longer: beyond
          1000,   12000,   true,  the offset may come from the way
          500000, 1010000, true,  stopped on the way: half of it
          3000,   12000,   false, the offset is more than the way can explain
          0,      6000,    false, a shorter way is none too long
          """)
  void sample_isTooLong(long offsetMicros, long delayMicros, boolean tooLong, String because) {
    sampled(10, 0);
    now += SECOND;

    assertThat(stats.isTooLong(sample(offsetMicros * MICRO, delayMicros * MICRO), 10, PPM))
        .as(because)
        .isEqualTo(tooLong);
  }

  @Test
  void fiveSamples_doNotTellWhatIsTooLong() {
    sampled(5, 0);

    assertThat(stats.isTooLong(sample(0, SECOND), 10, PPM)).isFalse();
  }

  /** The clock was moved by 3 ms, and runs 25 ppm faster from now on. */
  @Test
  void slew_makesTheSamplesAsTheNewClockHasThem() {
    sampled(20, 25 * PPM);
    long before = stats.predictedNanos(now);

    stats.slew(now, 25 * PPM, 3 * MILLI);

    assertThat(stats.predictedNanos(now + 3 * MILLI))
        .isBetween(before - 3 * MILLI - 1, before - 3 * MILLI + 1);
    long ahead = stats.predictedNanos(now + 3 * MILLI + 1_000 * SECOND);
    assertThat(ahead).isBetween(before - 3 * MILLI - 200 * MICRO, before - 3 * MILLI + 200 * MICRO);
    // Taken anew, the line through the moved samples is the moved line.
    long moved = stats.fit().orElseThrow().offsetNanos();
    now += 64 * SECOND + 3 * MILLI;
    stats.add(sample(moved, 10 * MILLI));
    assertThat(Math.abs(stats.fit().orElseThrow().freqPpt())).isLessThan(PPM / 10);
  }

  @Test
  void copy_goesItsOwnWay() {
    sampled(10, 0);
    SourceStats copy = stats.copy();

    stats.reset();

    assertThat(copy.size()).isEqualTo(10);
  }
}
