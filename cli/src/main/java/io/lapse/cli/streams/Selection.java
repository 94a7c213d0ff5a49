package io.lapse.cli.streams;

import io.lapse.cli.replay.StopRange;
import io.lapse.ledger.account.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which outages are shown.
 *
 * @param range in which they began
 */
record Selection(StopRange range) {

  /** The entries of these outages, and their notices. */
  ReplayOutputs of(ReplayOutputs all) {
    if (range.from() == null && range.to() == null) {
      return all;
    }
    List<Entry> entries = all.entries().stream().filter(range::holds).toList();
    Set<String> outages = new HashSet<>();
    entries.forEach(entry -> outages.add(entry.outageId()));
    return new ReplayOutputs(
        entries,
        all.notices().stream().filter(notice -> outages.contains(notice.outageId())).toList());
  }
}
