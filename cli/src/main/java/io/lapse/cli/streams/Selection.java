package io.lapse.cli.streams;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.time.TaiInstant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which outages are shown: by their stop, by their restart where the stop is missing.
 *
 * @param from the first instant; null: from the beginning
 * @param to behind the last instant; null: to the end
 */
record Selection(@Nullable TaiInstant from, @Nullable TaiInstant to) {

  /** The entries of these outages, and their notices. */
  ReplayOutputs of(ReplayOutputs all) {
    if (from == null && to == null) {
      return all;
    }
    List<Entry> entries = all.entries().stream().filter(this::has).toList();
    Set<String> outages = new HashSet<>();
    entries.forEach(entry -> outages.add(entry.outageId()));
    return new ReplayOutputs(
        entries,
        all.notices().stream().filter(notice -> outages.contains(notice.outageId())).toList());
  }

  private boolean has(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    TaiInstant began = stopped != null ? stopped : Objects.requireNonNull(entry.restartedAt());
    return (from == null || !began.isBefore(from)) && (to == null || began.isBefore(to));
  }
}
