package io.lapse.whatif.sweep;

import io.lapse.ledger.evidence.HostPair;
import io.lapse.ledger.evidence.PairResidual;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What migrations say of the clocks of pairs of hosts. Of too many pairs a sample is kept: which
 * ones, follows from their names alone, so that it is the same in whatever order they come.
 */
final class PairTally {
  static final int PAIRS_MAX = 200_000;

  private record Pair(String source, String destination) {
    /** Spread evenly: the hash of two strings is not. */
    boolean isSampled(int halvings) {
      long mixed = (31L * source.hashCode() + destination.hashCode()) * 0x9E3779B97F4A7C15L;
      return halvings == 0 || mixed >>> (Long.SIZE - halvings) == 0;
    }
  }

  private final Map<Pair, List<Long>> residuals = new HashMap<>();
  private int halvings;

  void add(PairResidual residual) {
    Pair pair = new Pair(residual.sourceHost(), residual.destinationHost());
    if (pair.isSampled(halvings)) {
      residuals.computeIfAbsent(pair, key -> new ArrayList<>()).add(residual.nanos());
      thin();
    }
  }

  private void thin() {
    while (residuals.size() > PAIRS_MAX) {
      halvings++;
      residuals.keySet().removeIf(pair -> !pair.isSampled(halvings));
    }
  }

  void merge(PairTally other) {
    halvings = Math.max(halvings, other.halvings);
    residuals.keySet().removeIf(pair -> !pair.isSampled(halvings));
    other.residuals.forEach(
        (pair, nanos) -> {
          if (pair.isSampled(halvings)) {
            residuals.computeIfAbsent(pair, key -> new ArrayList<>()).addAll(nanos);
          }
        });
    thin();
  }

  /** One pair in so many was looked at. */
  long oneIn() {
    return 1L << halvings;
  }

  /** All pairs that were kept, by source, then destination. */
  List<HostPair> pairs() {
    List<PairResidual> all = new ArrayList<>();
    residuals.forEach(
        (pair, nanos) ->
            nanos.forEach(
                each -> all.add(new PairResidual(pair.source(), pair.destination(), each))));
    return HostPair.of(all);
  }
}
