package io.lapse.whatif.sweep;

import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.fleet.Counts;
import io.lapse.ledger.fleet.OutageHistogram;
import io.lapse.ledger.fleet.PairBias;
import io.lapse.ledger.fleet.ToutStats;
import io.lapse.ledger.guest.LogLinear;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The Touts of migrations to each host, and from it. Where migrations take as long in both
 * directions, the medians lie apart by twice what the host's clock differs from the others'.
 */
final class HostClocks {
  private final Map<String, Host> hosts = new HashMap<>();

  private static final class Host {
    private final Touts arrived = new Touts();
    private final Touts left = new Touts();
  }

  /** Touts as they come: two numbers each. */
  private static final class Touts {
    private long[] nanos = new long[8];
    private int count;
    private BigInteger errorSum = BigInteger.ZERO;

    void add(long toutNanos, long errorNanos) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = toutNanos;
      errorSum = errorSum.add(BigInteger.valueOf(errorNanos));
    }

    void merge(Touts other) {
      nanos = Arrays.copyOf(nanos, Math.max(nanos.length, count + other.count));
      System.arraycopy(other.nanos, 0, nanos, count, other.count);
      count += other.count;
      errorSum = errorSum.add(other.errorSum);
    }

    ToutStats stats() {
      Map<Integer, Long> forward = new HashMap<>();
      Map<Integer, Long> backward = new HashMap<>();
      BigInteger sum = BigInteger.ZERO;
      for (int i = 0; i < count; i++) {
        Map<Integer, Long> side = nanos[i] < 0 ? backward : forward;
        side.merge(LogLinear.bucket(Math.absExact(nanos[i])), 1L, Long::sum);
        sum = sum.add(BigInteger.valueOf(nanos[i]));
      }
      OutageHistogram histogram = new OutageHistogram(Counts.of(forward), Counts.of(backward));
      return new ToutStats(histogram, sum, errorSum);
    }
  }

  void add(Outage outage) {
    Closing closing = outage.closing();
    String source = outage.sourceHost();
    String destination = outage.destinationHost();
    if (closing == null || source == null || destination == null || source.equals(destination)) {
      return;
    }
    if (outage.kind() == OutageKind.MIGRATION) {
      host(source).left.add(closing.toutNanos(), closing.toutErrorNanos());
      host(destination).arrived.add(closing.toutNanos(), closing.toutErrorNanos());
    }
  }

  private Host host(String name) {
    return hosts.computeIfAbsent(name, host -> new Host());
  }

  void merge(HostClocks other) {
    other.hosts.forEach(
        (name, host) -> {
          host(name).arrived.merge(host.arrived);
          host(name).left.merge(host.left);
        });
  }

  /** The hosts of which something can be said. */
  Top<HostBias> biased(int max) {
    Top<HostBias> worst = new Top<>(max, HostBias.WORST_FIRST);
    hosts.forEach(
        (name, host) -> {
          if (Math.min(host.arrived.count, host.left.count) >= PairBias.OUTAGES_MIN
              && PairBias.of(host.arrived.stats(), host.left.stats())
                  instanceof PairBias.Offset offset) {
            worst.add(new HostBias(name, host.arrived.count, host.left.count, offset));
          }
        });
    return worst;
  }
}
