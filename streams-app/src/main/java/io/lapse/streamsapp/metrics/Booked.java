package io.lapse.streamsapp.metrics;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.account.Step;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A step that changed the books of a guest, or its violations.
 *
 * @param zone of the guest, as labels have it
 * @param input that led to it; null if a policy did
 */
record Booked(String zone, @Nullable LedgerInput input, Step step) {
  List<HistoryRecord> history() {
    return step.history();
  }

  /** As {@link EndedOutages#newly}. */
  List<Entry> newly(Predicate<Entry> isSo) {
    return EndedOutages.newly(step.history(), isSo);
  }

  /** Whose log it came from, as labels have it. */
  String producer() {
    return input == null ? BoundedLabel.UNKNOWN : Counters.lower(input.envelope().source());
  }

  static String kind(@Nullable OutageKind kind) {
    return kind == null ? BoundedLabel.UNKNOWN : Counters.lower(kind);
  }

  /** Of an entry of which both ends are known. */
  static long tout(Entry measured) {
    return Objects.requireNonNull(measured.toutNanos());
  }
}
