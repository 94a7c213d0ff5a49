package io.lapse.whatif.report;

import io.lapse.ledger.evidence.HostPair;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The pairs of hosts that a report lists: the most biased of those that recur. */
final class BiasedPairs {
  /** One outage, or two, may be chance. */
  static final long OUTAGES_MIN = 3;

  static final int LISTED_MAX = 20;

  private static final Comparator<HostPair> MOST_BIASED =
      Comparator.comparingLong(BiasedPairs::size)
          .reversed()
          .thenComparing(HostPair::sourceHost)
          .thenComparing(HostPair::destinationHost);

  private BiasedPairs() {}

  static List<HostPair> listed(List<HostPair> pairs) {
    return recurring(pairs).sorted(MOST_BIASED).limit(LISTED_MAX).toList();
  }

  /** How many recur. */
  static long recurringCount(List<HostPair> pairs) {
    return recurring(pairs).count();
  }

  private static Stream<HostPair> recurring(List<HostPair> pairs) {
    return pairs.stream().filter(pair -> pair.outages() >= OUTAGES_MIN);
  }

  private static long size(HostPair pair) {
    long median = pair.medianResidualNanos();
    return median == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(median);
  }
}
