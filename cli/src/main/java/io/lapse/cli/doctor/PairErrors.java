package io.lapse.cli.doctor;

import java.util.Arrays;

/**
 * The errors of Tout between two hosts of a fleet: the sum of both hosts' errors, over all pairs.
 *
 * @param bestNanos of the two hosts that know the time best
 * @param medianNanos half of the pairs have no more than this
 * @param worstNanos of the two hosts that know it worst
 */
record PairErrors(long bestNanos, long medianNanos, long worstNanos) {

  /**
   * Of all pairs of two different hosts.
   *
   * @param hostErrorNanos one for each host, at least two, none negative; a sum beyond 64 bits is
   *     taken for the largest
   */
  static PairErrors of(long[] hostErrorNanos) {
    if (hostErrorNanos.length < 2) {
      throw new IllegalArgumentException(
          "hostErrorNanos must be of at least two hosts: " + hostErrorNanos.length);
    }
    long[] sorted = hostErrorNanos.clone();
    Arrays.sort(sorted);
    long best = sum(sorted[0], sorted[1]);
    long worst = sum(sorted[sorted.length - 1], sorted[sorted.length - 2]);
    return new PairErrors(best, median(sorted, best, worst), worst);
  }

  /**
   * The least sum that at least half of the pairs do not exceed. The pairs are too many to list.
   */
  private static long median(long[] sorted, long best, long worst) {
    long pairs = (long) sorted.length * (sorted.length - 1) / 2;
    long low = best;
    long high = worst;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (pairsUpTo(sorted, middle) >= pairs - pairs / 2) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static long pairsUpTo(long[] sorted, long sum) {
    long pairs = 0;
    int last = sorted.length - 1;
    for (int first = 0; first < last; first++) {
      while (last > first && sum(sorted[first], sorted[last]) > sum) {
        last--;
      }
      pairs += last - first;
    }
    return pairs;
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * The least threshold T for which an outage that two hosts state as no time at all is WITHIN: it
   * takes {@code Tout + error < T}. With a smaller one no stated Tout is, but a negative one.
   *
   * @param errorNanos of Tout
   */
  static long mayDecideFromNanos(long errorNanos) {
    return sum(errorNanos, 1);
  }

  /**
   * The least threshold T for which an outage of no length is WITHIN whatever the clocks do within
   * their errors: it may be stated as long as the error, and the error is added once more.
   *
   * @param errorNanos of Tout
   */
  static long surelyDecidesFromNanos(long errorNanos) {
    return sum(sum(errorNanos, errorNanos), 1);
  }
}
