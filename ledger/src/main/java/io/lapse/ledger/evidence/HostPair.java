package io.lapse.ledger.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  private static final Comparator<HostPair> ORDER =
      Comparator.comparing(HostPair::sourceHost, HostEvidence.NAMES)
          .thenComparing(HostPair::destinationHost, HostEvidence.NAMES);

  /** The pairs of all residuals, by source, then destination, in the order of their UTF-8 bytes. */
  public static List<HostPair> of(Collection<PairResidual> residuals) {
    Map<Residuals.Hosts, List<Long>> byHosts = new HashMap<>();
    for (PairResidual residual : residuals) {
      byHosts
          .computeIfAbsent(
              new Residuals.Hosts(residual.sourceHost(), residual.destinationHost()),
              pair -> new ArrayList<>())
          .add(residual.nanos());
    }
    return byHosts.entrySet().stream()
        .map(pair -> of(pair.getKey().source(), pair.getKey().destination(), pair.getValue()))
        .sorted(ORDER)
        .toList();
  }

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
