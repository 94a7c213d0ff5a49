package io.lapse.guestkernel.discipline.chrony;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegressionTest {
  private static final long MICRO = 1_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final int[] SCATTER_MICROS = {
    3, -7, 9, 1, -4, 8, -9, 2, 6, -5, 4, -1, 7, -8, 5, -3, 9, -6, 1, -2
  };
  private static final long EPOCH = 1_767_225_600L * SECOND;

  private static Sample sample(int number, long offsetNanos) {
    return new Sample(EPOCH + 64L * number * SECOND, offsetNanos, 10_000 * MICRO, 60);
  }

  private static List<Sample> samples(long... offsetsNanos) {
    List<Sample> samples = new ArrayList<>();
    for (long offset : offsetsNanos) {
      samples.add(sample(samples.size(), offset));
    }
    return samples;
  }

  @Test
  void twoSamples_areNoLine() {
    assertThat(Regression.best(samples(0, 1))).isEmpty();
  }

  /**
   * Against the textbook's formulas in fractions:
   *
   * <pre>
   *   x = [-256, -192, -128, -64, 0] s    y = [100, -200, 300, 100, 400] us
   *   b = sum(y (x - u)) / sum((x - u)^2)    a = mean(y) - b u
   *   s = sqrt(sum(residuals^2) / 3)    sb = s / sqrt(sum((x - u)^2))    sa = s sqrt(1/5 + u^2 / ...)
   * </pre>
   */
  @Test
  void fiveSamples_giveTheLineOfTheTextbook() {
    Regression.Fit fit =
        Regression.best(samples(100_000, -200_000, 300_000, 100_000, 400_000)).orElseThrow();

    assertThat(fit.offsetNanos()).isEqualTo(320_000);
    assertThat(fit.freqPpt()).isEqualTo(1_406_250);
    assertThat(fit.offsetSdNanos()).isEqualTo(161_864);
    assertThat(fit.freqSdPpt()).isEqualTo(1_032_511);
    assertThat(fit.deviationNanos()).isEqualTo(208_965);
    assertThat(fit.samples()).isEqualTo(5);
    // 3 degrees of freedom: 12.92.
    assertThat(fit.skewPpt()).isEqualTo(13_340_042);
  }

  /** Whatever line the samples lie on, it is found, and they are all in use. */
  @Property(tries = 200)
  void samplesOnALine_giveThatLine(
      @ForAll @LongRange(min = -3_600 * SECOND, max = 3_600 * SECOND) long offset,
      @ForAll @IntRange(min = -500, max = 500) int ppm,
      @ForAll @IntRange(min = 3, max = 64) int count) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(sample(i, offset + (i - count + 1) * 64_000L * ppm * MICRO / 1_000));
    }

    Regression.Fit fit = Regression.best(samples).orElseThrow();

    assertThat(fit.offsetNanos()).isBetween(offset - 1, offset + 1);
    assertThat(fit.freqPpt()).isEqualTo(ppm * 1_000_000L);
    assertThat(fit.deviationNanos()).isBetween(1L, 2L);
    assertThat(fit.samples()).isEqualTo(count);
  }

  /**
   * Ten samples scattered by some us, and then so many that are 1 s off. Expected: least squares in
   * floating point over samples[start:], start raised from 0 while the runs of the residuals' signs
   * are no more than critical_runs[n] and more than three samples are left.
   */
  @ParameterizedTest(name = "{0} samples after the jump: {1} in use, {2} us")
  @CsvSource({
    "1, 8, 416668",
    "2, 8, 750001",
    "3, 8, 1000003",
    "4, 11, 1000000",
    "5, 11, 1136365",
    "6, 11, 1227272",
    "8, 8, 999999"
  })
  void samplesAfterAJump_pushTheOldOnesOut(int after, int used, long offsetMicros) {
    long[] offsets = new long[10 + after];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = SCATTER_MICROS[i] * MICRO + (i < 10 ? 0 : SECOND);
    }

    Regression.Fit fit = Regression.best(samples(offsets)).orElseThrow();

    assertThat(fit.samples()).isEqualTo(used);
    assertThat(fit.offsetNanos()).isBetween((offsetMicros - 1) * MICRO, (offsetMicros + 1) * MICRO);
  }

  /** A sample by a long way counts little: {@code weights}. */
  @Test
  void sampleByALongWay_hardlyMovesTheLine() {
    List<Sample> samples = samples(0, 10_000, -10_000, 0, 10_000, -10_000, 0);
    samples.add(new Sample(EPOCH + 7 * 64 * SECOND, 500_000 * MICRO, 1_010_000 * MICRO, 60));

    Regression.Fit fit = Regression.best(samples).orElseThrow();

    assertThat(Math.abs(fit.offsetNanos())).isLessThan(50 * MICRO);
  }

  @ParameterizedTest(name = "distances {0} and {1} us: {2} of 2^20")
  @CsvSource({
    // Alike: full weight. 2047/1024 of the deviation beyond: 1 / (3071/1024)^2. Far: the least.
    "5000, 5000, 1048576",
    "5000, 15000, 116584",
    "5000, 5000000000, 1"
  })
  void weight_fallsWithTheSquareOfTheDistance(long shortMicros, long longMicros, long weight) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      samples.add(new Sample(i, 0, 2 * (i < 2 ? shortMicros : longMicros) * MICRO, 0));
    }

    assertThat(Weights.of(samples)).startsWith(1L << 20, 1L << 20).endsWith(weight, weight);
  }
}
