package io.lapse.guestkernel.discipline.chrony;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code RGR_FindBestRegression} of regress.c: the line through the latest samples, as many of them
 * as are scattered about it rather than bent away from it. Whole numbers of any size; what is
 * returned is rounded toward zero, and standard deviations down.
 */
final class Regression {
  /** MIN_SAMPLES_FOR_REGRESS. */
  static final int SAMPLES_MIN = 3;

  /**
   * By the number of samples: with no more runs of residuals of one sign the samples do not lie
   * along a line. 5 % critical region, up to 64 samples.
   */
  private static final int[] CRITICAL_RUNS = {
    0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 3, 3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 7, 8, 8, 9, 9, 9, 10, 10, 11, 11,
    11, 12, 12, 13, 13, 14, 14, 14, 15, 15, 16, 16, 17, 17, 18, 18, 18, 19, 19, 20, 20, 21, 21, 21,
    22, 22, 23, 23, 24, 24, 25, 25, 26, 26
  };

  private static final BigInteger ONE_PPT = BigInteger.valueOf(Parts.ONE_PPT);

  private final List<Sample> samples;
  private final long lastNanos;
  private final BigInteger meanTime;
  private final BigInteger weight;
  private final BigInteger offsets;
  private final BigInteger slopeNumerator;
  private final BigInteger slopeDenominator;
  private final long[] weights;

  /** The line through these samples. */
  private Regression(List<Sample> samples, long[] weights) {
    this.samples = samples;
    this.weights = weights;
    lastNanos = samples.get(samples.size() - 1).timeNanos();
    BigInteger times = BigInteger.ZERO;
    BigInteger sum = BigInteger.ZERO;
    BigInteger offsetSum = BigInteger.ZERO;
    for (int i = 0; i < weights.length; i++) {
      BigInteger own = BigInteger.valueOf(weights[i]);
      sum = sum.add(own);
      times = times.add(own.multiply(time(i)));
      offsetSum = offsetSum.add(own.multiply(offset(i)));
    }
    weight = sum;
    offsets = offsetSum;
    meanTime = times.divide(sum);
    BigInteger numerator = BigInteger.ZERO;
    BigInteger denominator = BigInteger.ZERO;
    for (int i = 0; i < weights.length; i++) {
      BigInteger weighted = time(i).subtract(meanTime).multiply(BigInteger.valueOf(weights[i]));
      numerator = numerator.add(weighted.multiply(offset(i)));
      denominator = denominator.add(weighted.multiply(time(i).subtract(meanTime)));
    }
    slopeNumerator = numerator;
    slopeDenominator = denominator.max(BigInteger.ONE);
  }

  private BigInteger time(int i) {
    return BigInteger.valueOf(samples.get(i).timeNanos() - lastNanos);
  }

  private BigInteger offset(int i) {
    return BigInteger.valueOf(samples.get(i).offsetNanos());
  }

  /**
   * The best line.
   *
   * @param samples from the oldest on, at most {@link SourceStats#SAMPLES_MAX}
   * @return empty if there are fewer than three
   */
  static Optional<Fit> best(List<Sample> samples) {
    if (samples.size() < SAMPLES_MIN) {
      return Optional.empty();
    }
    long[] weights = Weights.of(samples);
    int start = 0;
    while (true) {
      List<Sample> kept = samples.subList(start, samples.size());
      Regression line = new Regression(kept, Arrays.copyOfRange(weights, start, weights.length));
      boolean passes = line.runs() > CRITICAL_RUNS[kept.size()];
      if (passes || kept.size() <= SAMPLES_MIN) {
        return Optional.of(line.fit());
      }
      start++;
    }
  }

  /** The line's value when the last sample was taken. */
  private BigInteger intercept() {
    BigInteger mean = offsets.divide(weight);
    return mean.subtract(slopeNumerator.multiply(meanTime).divide(slopeDenominator));
  }

  private BigInteger residual(int i, BigInteger intercept) {
    BigInteger line = slopeNumerator.multiply(time(i)).divide(slopeDenominator);
    return offset(i).subtract(intercept).subtract(line);
  }

  private int runs() {
    BigInteger intercept = intercept();
    int runs = 1;
    int before = residual(0, intercept).signum();
    for (int i = 1; i < weights.length; i++) {
      int sign = residual(i, intercept).signum();
      runs += sign * before > 0 ? 0 : 1;
      before = sign;
    }
    return runs;
  }

  private Fit fit() {
    BigInteger intercept = intercept();
    BigInteger squares = BigInteger.ZERO;
    for (int i = 0; i < weights.length; i++) {
      BigInteger own = BigInteger.valueOf(weights[i]);
      squares = squares.add(residual(i, intercept).pow(2).multiply(own));
    }
    BigInteger variance = squares.divide(BigInteger.valueOf(weights.length - 2));
    BigInteger slopeVariance = variance.multiply(ONE_PPT.pow(2)).divide(slopeDenominator);
    BigInteger offsetVariance =
        variance.divide(weight).add(meanTime.pow(2).multiply(variance).divide(slopeDenominator));
    BigInteger deviation =
        variance.multiply(BigInteger.valueOf(weights.length)).divide(weight).sqrt();
    return new Fit(
        intercept.longValueExact(),
        slopeNumerator.multiply(ONE_PPT).divide(slopeDenominator).longValueExact(),
        Math.max(1, offsetVariance.sqrt().longValueExact()),
        Math.max(1, slopeVariance.sqrt().longValueExact()),
        Math.max(1, deviation.longValueExact()),
        weights.length);
  }

  /**
   * A line.
   *
   * @param offsetNanos its value when the last sample was taken; positive: the clock is behind
   * @param freqPpt its slope; positive: the clock is slow
   * @param offsetSdNanos the standard deviation of the first
   * @param freqSdPpt of the second
   * @param deviationNanos of the samples
   * @param samples how many of the latest it rests on
   */
  record Fit(
      long offsetNanos,
      long freqPpt,
      long offsetSdNanos,
      long freqSdPpt,
      long deviationNanos,
      int samples) {

    /** 99.95 % quantiles of Student's t by degrees of freedom, from 1 on, in 1/1000. */
    private static final int[] T_MILLIS = {
      636_600, 31_600, 12_920, 8_610, 6_869, 5_959, 5_408, 5_041, 4_781, 4_587, 4_437, 4_318, 4_221,
      4_140, 4_073, 4_015, 3_965, 3_922, 3_883, 3_850, 3_819, 3_792, 3_768, 3_745, 3_725, 3_707,
      3_690, 3_674, 3_659, 3_646, 3_633, 3_622, 3_611, 3_601, 3_591, 3_582, 3_574, 3_566, 3_558,
      3_551
    };

    private static final int T_MILLIS_BEYOND = 3_500;

    /** {@code skew}: how far the frequency may be off. */
    long skewPpt() {
      int freedom = samples - 2;
      int t = freedom <= T_MILLIS.length ? T_MILLIS[freedom - 1] : T_MILLIS_BEYOND;
      return Parts.mulDiv(freqSdPpt, t, 1_000);
    }
  }
}
