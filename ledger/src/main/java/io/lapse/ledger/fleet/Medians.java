package io.lapse.ledger.fleet;

import io.lapse.ledger.time.Interval;
import java.math.BigInteger;

/** The middle of histograms, and how well a sample shows it. */
final class Medians {
  /** In standard deviations of a rank: 997 of 1,000 samples. */
  private static final long DEVIATIONS = 3;

  private Medians() {}

  /** The middle of the bucket of the median; rounded down. */
  static long of(OutageHistogram histogram) {
    Interval bucket = histogram.quantile(500);
    return bucket.lowNanos() + (bucket.highNanos() - bucket.lowNanos()) / 2;
  }

  /**
   * Where the true median lies, whatever the distribution: of n numbers the rank of the true median
   * is binomial, with a standard deviation of half the root of n. Rounded outward.
   *
   * @param histogram of at least {@link PairBias#OUTAGES_MIN}
   */
  static Interval bounds(OutageHistogram histogram) {
    long count = histogram.count();
    long root = BigInteger.valueOf(count - 1).sqrt().longValueExact() + 1;
    long ranks = (DEVIATIONS * root + 1) / 2;
    return new Interval(
        histogram.ranked((count + 1) / 2 - ranks).lowNanos(),
        histogram.ranked((count + 2) / 2 + ranks).highNanos());
  }

  /**
   * Whether their spreads do not certainly differ by more than a factor of two. An offset of a
   * clock moves a distribution; it does not widen it.
   */
  static boolean isAlike(OutageHistogram one, OutageHistogram other) {
    return leastSpread(one) / 2 <= largestSpread(other)
        && leastSpread(other) / 2 <= largestSpread(one);
  }

  private static long leastSpread(OutageHistogram histogram) {
    return Math.subtractExact(
        histogram.quantile(750).lowNanos(), histogram.quantile(250).highNanos());
  }

  private static long largestSpread(OutageHistogram histogram) {
    return Math.subtractExact(
        histogram.quantile(750).highNanos(), histogram.quantile(250).lowNanos());
  }
}
