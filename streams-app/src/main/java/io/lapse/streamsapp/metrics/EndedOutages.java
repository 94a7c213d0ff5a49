package io.lapse.streamsapp.metrics;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.HistoryRecord.Type;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which outages a step ended for the first time. A counter cannot go back: what a correction takes
 * back stays counted as it was, and what it books in its place is not counted again.
 */
final class EndedOutages {
  private EndedOutages() {}

  /** Both its ends are known. */
  static boolean isMeasured(Entry entry) {
    return entry.toutNanos() != null;
  }

  /** It has a restart, and no stop. */
  static boolean isLost(Entry entry) {
    return entry.restartedAt() != null && entry.stoppedAt() == null;
  }

  /** A later stop came before its restart. */
  static boolean isSuperseded(Entry entry) {
    return entry.restartedAt() == null && entry.violations().contains(Violation.MISSING_RESTART);
  }

  /**
   * Those that were not so before the step, and are so after it: as many as there are more of them,
   * under whatever name.
   *
   * @param isSo {@link #isMeasured}, or another state that an outage comes to
   */
  static List<Entry> newly(List<HistoryRecord> history, Predicate<Entry> isSo) {
    List<Entry> now = entries(history, false, isSo);
    if (now.isEmpty()) {
      return now;
    }
    List<Entry> before = entries(history, true, isSo);
    if (before.isEmpty()) {
      return now;
    }
    return without(before, now);
  }

  /** Whether it takes back what an outage that had ended was. */
  static boolean correct(List<HistoryRecord> history) {
    return !entries(history, true, entry -> entry.restartedAt() != null || isSuperseded(entry))
        .isEmpty();
  }

  private static List<Entry> entries(
      List<HistoryRecord> history, boolean reversed, Predicate<Entry> isSo) {
    List<Entry> entries = new ArrayList<>();
    for (HistoryRecord record : history) {
      Entry entry = record.entry();
      if ((record.type() == Type.REVERSAL) == reversed
          && entry.entryKind() == EntryKind.POSTED
          && isSo.test(entry)) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static List<Entry> without(List<Entry> before, List<Entry> now) {
    Set<String> gone = new HashSet<>();
    before.forEach(entry -> gone.add(entry.outageId()));
    List<Entry> newly = new ArrayList<>();
    for (Entry entry : now) {
      boolean wasSo =
          gone.remove(entry.outageId())
              || (entry.replaces() != null && gone.remove(entry.replaces()));
      if (!wasSo) {
        newly.add(entry);
      }
    }
    // A restart that moved to another stop ends one outage, and reopens another.
    return newly.subList(Math.min(gone.size(), newly.size()), newly.size());
  }
}
