package io.lapse.ledger.fleet;

import java.math.BigInteger;

/**
 * The Tout of outages of which both ends are known.
 *
 * @param histogram each of them
 * @param sumNanos all together; either sign. Stamps may lie a century apart, so that a hundred
 *     outages exceed 64 bits
 * @param errorSumNanos all their errors together
 */
public record ToutStats(OutageHistogram histogram, BigInteger sumNanos, BigInteger errorSumNanos) {
  public static final ToutStats NONE =
      new ToutStats(OutageHistogram.EMPTY, BigInteger.ZERO, BigInteger.ZERO);

  /**
   * Of one outage.
   *
   * @param errorNanos give or take; not negative
   */
  static ToutStats of(long toutNanos, long errorNanos) {
    return new ToutStats(
        OutageHistogram.of(toutNanos),
        BigInteger.valueOf(toutNanos),
        BigInteger.valueOf(errorNanos));
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  public long count() {
    return histogram.count();
  }

  ToutStats plus(ToutStats other) {
    return new ToutStats(
        histogram.plus(other.histogram),
        sumNanos.add(other.sumNanos),
        errorSumNanos.add(other.errorSumNanos));
  }

  ToutStats minus(ToutStats other) {
    return new ToutStats(
        histogram.minus(other.histogram),
        sumNanos.subtract(other.sumNanos),
        errorSumNanos.subtract(other.errorSumNanos));
  }
}
