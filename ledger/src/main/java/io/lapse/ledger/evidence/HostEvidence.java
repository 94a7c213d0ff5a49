package io.lapse.ledger.evidence;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evidence about hosts, from a standing ledger and the inputs that it rests on: a pure function of
 * both as sets.
 *
 * @param pairs by source, then destination, in the order of their UTF-8 bytes
 * @param starved by guest, then host, in the order of their UTF-8 bytes; an unknown host first
 */
public record HostEvidence(List<HostPair> pairs, List<StarvedVcpus> starved) {
  /** Names by their UTF-8 bytes; an unknown one first. */
  static final Comparator<@Nullable String> NAMES = Comparator.nullsFirst(Utf8Order::compare);

  public HostEvidence {
    pairs = List.copyOf(pairs);
    starved = List.copyOf(starved);
  }

  /**
   * What they show.
   *
   * @param standing the standing ledger, in any order
   * @param accepted the inputs that were accepted, in any order; repetitions count once
   */
  public static HostEvidence of(
      Collection<Entry> standing, Collection<? extends LedgerInput> accepted) {
    Set<EventId> seen = new HashSet<>();
    Map<String, List<Recorded<?>>> inputs = new HashMap<>();
    StarvedVcpus.Builder starved = new StarvedVcpus.Builder();
    for (LedgerInput input : accepted) {
      Recorded<?> recorded = Recorded.of(input);
      if (seen.add(recorded.id())) {
        inputs.computeIfAbsent(input.guest(), guest -> new ArrayList<>()).add(recorded);
        starved.add(input);
      }
    }
    Map<String, List<Entry>> entries = new HashMap<>();
    standing.forEach(
        entry -> entries.computeIfAbsent(entry.guest(), guest -> new ArrayList<>()).add(entry));
    List<PairResidual> residuals = new ArrayList<>();
    entries.forEach(
        (guest, ofGuest) ->
            residuals.addAll(residuals(ofGuest, inputs.getOrDefault(guest, List.of()))));
    return new HostEvidence(HostPair.of(residuals), starved.build());
  }

  /**
   * What the migrations of one guest say of the hosts' clocks.
   *
   * @param standing its standing entries, in any order
   * @param accepted its inputs that were accepted, each once, in any order
   */
  public static List<PairResidual> residuals(
      Collection<Entry> standing, Collection<Recorded<?>> accepted) {
    return Residuals.of(standing, accepted);
  }
}
