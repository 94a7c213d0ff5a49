package io.lapse.cli.doctor;

import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What hosts last said of their clocks, gathered from their events in any order. */
final class HostClocks {
  private final Map<String, HostClock> byHost = new TreeMap<>();

  void add(HostEvent event) {
    String host = event.envelope().host();
    if (host != null) {
      byHost.put(host, after(byHost.get(host), host, event));
    }
  }

  private static HostClock after(@Nullable HostClock before, String host, HostEvent event) {
    Stamp stamp = event.stamp();
    long readingNanos = isTurn(event) ? readingNanos(stamp) : 0;
    boolean wrong =
        event instanceof HostEvent.HostClock said && said.wrongTaiOffsetSeconds() != null;
    if (before == null) {
      return new HostClock(host, stamp.at(), clockNanos(event), readingNanos, wrong, 1);
    }
    boolean later = !stamp.at().isBefore(before.lastAt());
    return new HostClock(
        host,
        later ? stamp.at() : before.lastAt(),
        later ? clockNanos(event) : before.clockErrorNanos(),
        Math.max(before.readingErrorNanos(), readingNanos),
        before.wrongTaiOffset() || wrong,
        before.events() + 1);
  }

  /** Of these two Tout is made. */
  private static boolean isTurn(HostEvent event) {
    return event instanceof HostEvent.Stopped || event instanceof HostEvent.Restarted;
  }

  private static long clockNanos(HostEvent event) {
    return event instanceof HostEvent.HostClock said
        ? said.errorNanos()
        : event.stamp().clockErrorNanos();
  }

  /** The ledger refuses what exceeds 64 bits; here it is as bad as can be. */
  private static long readingNanos(Stamp stamp) {
    long sum = stamp.resolutionNanos() + stamp.latencyNanos();
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** The worst first. */
  List<HostClock> worstFirst() {
    return byHost.values().stream()
        .sorted(
            Comparator.comparingLong(HostClock::errorNanos)
                .reversed()
                .thenComparing(HostClock::host))
        .toList();
  }

  /** The hosts whose kernel has a wrong TAI offset. */
  String wrongTaiOffsets() {
    return byHost.values().stream()
        .filter(HostClock::wrongTaiOffset)
        .map(HostClock::host)
        .collect(Collectors.joining(", "));
  }
}
