package io.lapse.whatif.sweep;

import io.lapse.ledger.fleet.PairBias;
import java.util.Comparator;

/**
 * By how much a host's clock differs from those of the hosts that it exchanges guests with.
 *
 * @param arrived migrations to the host
 * @param left migrations from it
 * @param offset positive: the host's clock is ahead of the others'
 */
public record HostBias(String host, long arrived, long left, PairBias.Offset offset) {
  /** What the hosts do not admit comes first, then the largest. */
  static final Comparator<HostBias> WORST_FIRST =
      Comparator.comparing((HostBias bias) -> bias.offset().standing())
          .thenComparingLong(bias -> Math.abs(bias.offset().estimateNanos()))
          .reversed()
          .thenComparing(HostBias::host);
}
