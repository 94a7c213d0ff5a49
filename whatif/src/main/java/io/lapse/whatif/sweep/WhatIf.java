package io.lapse.whatif.sweep;

import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.evidence.HostPair;
import io.lapse.whatif.diff.DiffSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a history would have come to: the answer to a {@link Question}.
 *
 * @param question that it answers
 * @param coverage what is known of the history
 * @param rows per set of policies: what happened, the policies as written, then by threshold
 * @param tout how long outages lasted, in ns, by kind; negative Touts count as 0
 * @param starved how long hosts did not let vCPUs run, in ns: no outages, the clocks went on
 * @param worstBursts the most timers that would expire at once, the worst first
 * @param topGuests who lost the most time
 * @param hostPairs pairs of hosts between which hypervisors reported downtimes, by source, then
 *     destination
 * @param hostPairsOneIn one pair in so many was looked at
 * @param hostBiases hosts whose clocks differ from those of the others, the worst first
 * @param differences what each further set of policies changes in the books of the first, by name
 */
public record WhatIf(
    Question question,
    Coverage coverage,
    List<Row> rows,
    Map<OutageKind, Distribution> tout,
    Distribution starved,
    List<Burst> worstBursts,
    List<GuestLoss> topGuests,
    List<HostPair> hostPairs,
    long hostPairsOneIn,
    List<HostBias> hostBiases,
    Map<String, DiffSummary> differences) {
  public WhatIf {
    rows = List.copyOf(rows);
    tout = Collections.unmodifiableMap(new EnumMap<>(tout));
    worstBursts = List.copyOf(worstBursts);
    topGuests = List.copyOf(topGuests);
    hostPairs = List.copyOf(hostPairs);
    hostBiases = List.copyOf(hostBiases);
    differences = Collections.unmodifiableMap(new LinkedHashMap<>(differences));
  }

  /** The rows of one set of policies. */
  public List<Row> rowsOf(PolicySet set) {
    List<Row> found = new ArrayList<>();
    for (Row row : rows) {
      if (row.scenario().policies().equals(set.name())) {
        found.add(row);
      }
    }
    return found;
  }
}
