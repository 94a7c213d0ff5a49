package io.lapse.ledger.evidence;

import java.util.List;

/**
 * The outages of migrations from one host to another whose hypervisor reported a downtime. The
 * residual of an outage is Tout less that downtime. Tout is measured with two clocks, the downtime
 * with one: a residual that recurs is the destination's clock less the source's, plus what the
 * hypervisor leaves out.
 *
 * @param outages how many; at least 1
 * @param medianResidualNanos the middle one; of an even number the mean of the two in the middle,
 *     rounded toward zero
 * @param minResidualNanos the least
 * @param maxResidualNanos the greatest
 */
public record HostPair(
    String sourceHost,
    String destinationHost,
    long outages,
    long medianResidualNanos,
    long minResidualNanos,
    long maxResidualNanos) {

  /**
   * The figures of a pair.
   *
   * @param residuals in ns, in any order; at least one
   */
  static HostPair of(String sourceHost, String destinationHost, List<Long> residuals) {
    List<Long> sorted = residuals.stream().sorted().toList();
    int count = sorted.size();
    return new HostPair(
        sourceHost,
        destinationHost,
        count,
        mean(sorted.get((count - 1) / 2), sorted.get(count / 2)),
        sorted.get(0),
        sorted.get(count - 1));
  }

  /** Of two numbers in order, rounded toward zero; their sum may not fit into 64 bits. */
  private static long mean(long less, long more) {
    if (less >= 0) {
      return less + (more - less) / 2;
    }
    return more <= 0 ? more - (more - less) / 2 : (less + more) / 2;
  }
}
