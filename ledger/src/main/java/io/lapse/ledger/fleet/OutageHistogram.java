package io.lapse.ledger.fleet;

import io.lapse.ledger.guest.LogLinear;
import io.lapse.ledger.time.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long outages lasted: their Tout by the buckets of {@link LogLinear}, so that each is known to
 * less than 1 %; counts are exact. Histograms may be added up in any order, and what was added may
 * be taken back.
 *
 * @param forward those whose Tout is not negative, by bucket
 * @param backward those whose Tout is negative, by the bucket of its magnitude
 */
public record OutageHistogram(Counts<Integer> forward, Counts<Integer> backward) {
  public static final OutageHistogram EMPTY = new OutageHistogram(Counts.none(), Counts.none());

  private static final long PER_MILLE = 1_000;

  /**
   * Takes counts by bucket.
   *
   * @throws IllegalArgumentException if a bucket is none
   */
  public OutageHistogram {
    requireBuckets(forward);
    requireBuckets(backward);
  }

  private static void requireBuckets(Counts<Integer> counts) {
    if (!counts.isEmpty()
        && (counts.byKey().firstKey() < 0 || counts.byKey().lastKey() > LogLinear.BUCKET_MAX)) {
      throw new IllegalArgumentException(
          "buckets must be from 0 to " + LogLinear.BUCKET_MAX + ": " + counts.byKey().keySet());
    }
  }

  /**
   * Of one outage.
   *
   * @param toutNanos either sign
   * @throws ArithmeticException if its magnitude exceeds 64 bits
   */
  public static OutageHistogram of(long toutNanos) {
    Counts<Integer> one = Counts.of(List.of(LogLinear.bucket(Math.absExact(toutNanos))));
    return toutNanos < 0
        ? new OutageHistogram(Counts.none(), one)
        : new OutageHistogram(one, Counts.none());
  }

  public boolean isEmpty() {
    return forward.isEmpty() && backward.isEmpty();
  }

  /** How many outages it holds. */
  public long count() {
    return Math.addExact(forward.total(), backward.total());
  }

  /** Both together. */
  public OutageHistogram plus(OutageHistogram other) {
    return new OutageHistogram(forward.plus(other.forward), backward.plus(other.backward));
  }

  /**
   * Without what was added before.
   *
   * @throws IllegalStateException if it was not: a bug of ours
   */
  public OutageHistogram minus(OutageHistogram other) {
    return new OutageHistogram(forward.minus(other.forward), backward.minus(other.backward));
  }

  /**
   * Where the Tout lies that {@code perMille} of a thousand outages do not exceed: the one whose
   * rank is that share of the count, rounded up. 500 is the median.
   *
   * @param perMille from 1 to 1,000
   * @throws IllegalStateException if it holds no outage
   */
  public Interval quantile(int perMille) {
    if (perMille < 1 || perMille > PER_MILLE) {
      throw new IllegalArgumentException("perMille must be from 1 to 1000: " + perMille);
    }
    long scaled = Math.addExact(Math.multiplyExact(count(), (long) perMille), PER_MILLE - 1);
    return ranked(scaled / PER_MILLE);
  }

  /**
   * Where the Tout lies that has a rank among all, from the least.
   *
   * @param rank from 1 to the count
   * @throws IllegalStateException if there is none of that rank
   */
  public Interval ranked(long rank) {
    long left = rank;
    List<Integer> negative = new ArrayList<>(backward.byKey().keySet());
    Collections.reverse(negative);
    for (int bucket : negative) {
      left -= backward.of(bucket);
      if (left <= 0) {
        return new Interval(-largest(bucket), -LogLinear.leastOf(bucket));
      }
    }
    for (Map.Entry<Integer, Long> counted : forward.byKey().entrySet()) {
      left -= counted.getValue();
      if (left <= 0) {
        return new Interval(LogLinear.leastOf(counted.getKey()), largest(counted.getKey()));
      }
    }
    throw new IllegalStateException("rank must be at most " + count() + ": " + rank);
  }

  private static long largest(int bucket) {
    return LogLinear.largest(LogLinear.leastOf(bucket));
  }
}
