package io.lapse.ledger.evidence;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
  static final Comparator<@Nullable String> NAMES =
      Comparator.nullsFirst(
          Comparator.comparing(
              (String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));

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
    Residuals.Builder residuals = new Residuals.Builder();
    StarvedVcpus.Builder starved = new StarvedVcpus.Builder();
    for (LedgerInput input : accepted) {
      EventId id = input.id();
      if (seen.add(id)) {
        residuals.add(id, input);
        starved.add(input);
      }
    }
    return new HostEvidence(residuals.pairs(standing), starved.build());
  }
}
