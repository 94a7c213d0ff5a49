package io.lapse.ledger.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history number of each entry that may change, by outage. Immutable, and cheap to change: a
 * version shares the outages that were not touched for a while with the one before.
 */
final class HistoryNumbers {
  static final HistoryNumbers NONE = new HistoryNumbers(Map.of(), Map.of(), 0);

  /** More changes than that are merged: each change copies them, and the merge copies the rest. */
  private static final int RECENT_MAX = 32;

  private final Map<String, List<Long>> older;
  private final Map<String, List<Long>> recent;
  private final int outages;

  private HistoryNumbers(
      Map<String, List<Long>> older, Map<String, List<Long>> recent, int outages) {
    this.older = older;
    this.recent = recent;
    this.outages = outages;
  }

  /** How many outages have a number. */
  int outages() {
    return outages;
  }

  /** Those of an outage, by entry; empty if it has none. */
  List<Long> of(String outageId) {
    List<Long> numbers = recent.get(outageId);
    if (numbers == null) {
      numbers = older.get(outageId);
    }
    return numbers == null ? List.of() : numbers;
  }

  /** The least of all; {@code Long.MAX_VALUE} if there is none. */
  long least() {
    long least = Long.MAX_VALUE;
    for (Map<String, List<Long>> part : List.of(older, recent)) {
      for (String outageId : part.keySet()) {
        List<Long> numbers = of(outageId);
        least = numbers.isEmpty() ? least : Math.min(least, numbers.get(0));
      }
    }
    return least;
  }

  /** With other numbers of some outages; an empty list is of one that has none left. */
  HistoryNumbers with(Map<String, List<Long>> changed) {
    int count = outages;
    for (Map.Entry<String, List<Long>> change : changed.entrySet()) {
      count += (change.getValue().isEmpty() ? 0 : 1) - (of(change.getKey()).isEmpty() ? 0 : 1);
    }
    Map<String, List<Long>> next = new HashMap<>(recent);
    next.putAll(changed);
    if (next.size() <= RECENT_MAX) {
      return new HistoryNumbers(older, next, count);
    }
    Map<String, List<Long>> merged = new HashMap<>(older);
    merged.putAll(next);
    merged.values().removeIf(List::isEmpty);
    return new HistoryNumbers(merged, Map.of(), count);
  }
}
