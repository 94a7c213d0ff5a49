package io.lapse.ledger.evidence;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often, and for how long, a host did not let the vCPUs of a guest run. These are no outages:
 * the guest's clocks went on.
 *
 * @param host null where the events name none
 * @param events how many; at least 1
 * @param totalNanos their durations together; {@code Long.MAX_VALUE} if it does not fit
 * @param longestNanos the longest
 * @param decades how many of each length, from the shortest; empty decades are left out
 */
public record StarvedVcpus(
    String guest,
    @Nullable String host,
    long events,
    long totalNanos,
    long longestNanos,
    List<Decade> decades) {

  /**
   * Durations of one order of magnitude.
   *
   * @param fromNanos the shortest that belongs here, a power of ten, or 0 for those of no length;
   *     the next decade begins at ten times as much
   */
  public record Decade(long fromNanos, long events) {}

  public StarvedVcpus {
    decades = List.copyOf(decades);
  }

  private static StarvedVcpus of(String guest, @Nullable String host, List<Long> durations) {
    long totalNanos = 0;
    long longestNanos = 0;
    TreeMap<Long, Long> decades = new TreeMap<>();
    for (long nanos : durations) {
      totalNanos = nanos > Long.MAX_VALUE - totalNanos ? Long.MAX_VALUE : totalNanos + nanos;
      longestNanos = Math.max(longestNanos, nanos);
      decades.merge(decadeNanos(nanos), 1L, Long::sum);
    }
    List<Decade> histogram =
        decades.entrySet().stream().map(d -> new Decade(d.getKey(), d.getValue())).toList();
    return new StarvedVcpus(guest, host, durations.size(), totalNanos, longestNanos, histogram);
  }

  private static long decadeNanos(long nanos) {
    if (nanos == 0) {
      return 0;
    }
    long decade = 1;
    while (nanos / decade >= 10) {
      decade *= 10;
    }
    return decade;
  }

  /** Collects events that are told apart already. */
  static final class Builder {
    private record Key(String guest, @Nullable String host) {}

    private static final Comparator<StarvedVcpus> ORDER =
        Comparator.comparing(StarvedVcpus::guest, HostEvidence.NAMES)
            .thenComparing(StarvedVcpus::host, HostEvidence.NAMES);

    private final Map<Key, List<Long>> durations = new HashMap<>();

    void add(LedgerInput input) {
      if (input instanceof HostEvent.VcpuStarved starved) {
        durations
            .computeIfAbsent(
                new Key(starved.guest(), starved.envelope().host()), key -> new ArrayList<>())
            .add(starved.durationNanos());
      }
    }

    List<StarvedVcpus> build() {
      return durations.entrySet().stream()
          .map(entry -> of(entry.getKey().guest(), entry.getKey().host(), entry.getValue()))
          .sorted(ORDER)
          .toList();
    }
  }
}
