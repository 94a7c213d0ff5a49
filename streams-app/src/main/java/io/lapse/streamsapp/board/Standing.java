package io.lapse.streamsapp.board;

import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands now, for gauges: of the guests of some partitions.
 *
 * @param guestsByZone those with a profile or an outage; under "" those without a zone
 * @param openOutages by kind; only kinds of which one is open
 * @param openViolations violations and live alarms by policy, zone and kind
 * @param topGuests those that lost most, the first first; at most as many as were asked for
 * @param pairs of hosts by the bias of their clocks, the largest first; likewise
 * @param staleGuests guests that trust a wrong clock, by zone; under "" those without a zone
 */
public record Standing(
    Map<String, Integer> guestsByZone,
    List<OpenOutages> openOutages,
    List<OpenViolations> openViolations,
    List<GuestRow> topGuests,
    List<HostPair> pairs,
    Map<String, Integer> staleGuests) {
  public Standing {
    guestsByZone = Map.copyOf(guestsByZone);
    openOutages = List.copyOf(openOutages);
    openViolations = List.copyOf(openViolations);
    topGuests = List.copyOf(topGuests);
    pairs = List.copyOf(pairs);
    staleGuests = Map.copyOf(staleGuests);
  }

  /**
   * Outages of a kind whose restart is awaited.
   *
   * @param kind null where the stops do not tell
   * @param oldestTaiNanos the stop of the oldest
   */
  public record OpenOutages(@Nullable OutageKind kind, int count, long oldestTaiNanos) {}

  /**
   * Violations that are open.
   *
   * @param policy {@code class@version}
   * @param zone "" where the guests have none
   */
  public record OpenViolations(
      String policy, String zone, Violation violation, Severity severity, int count) {}
}
