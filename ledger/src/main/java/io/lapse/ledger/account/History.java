package io.lapse.ledger.account;

import io.lapse.ledger.account.HistoryRecord.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From one state of the books to the next without changing anything in place: first the reversal of
 * every entry that no longer stands, latest first, then what stands instead.
 */
final class History {
  private final String guest;
  private final HistoryNumbers before;
  private final Map<String, List<Long>> changed = new HashMap<>();
  private final List<HistoryRecord> appended = new ArrayList<>();
  private long count;

  /**
   * @param numbers of the entries that stand now
   * @param count how many records there are so far
   */
  History(String guest, HistoryNumbers numbers, long count) {
    this.guest = guest;
    this.before = numbers;
    this.count = count;
  }

  /** The numbers by outage, from those of a snapshot. */
  static HistoryNumbers numbers(Tail tail, List<Long> flat) {
    Map<String, List<Long>> numbers = new HashMap<>();
    int next = 0;
    for (OutageAccount account : tail.accounts()) {
      int end = next + account.entries().size();
      if (end > next) {
        numbers.put(account.id(), flat.subList(next, end));
      }
      next = end;
    }
    if (next != flat.size()) {
      throw new IllegalArgumentException(
          "historyNumbers must be one an entry: " + flat.size() + " for " + next);
    }
    return HistoryNumbers.NONE.with(numbers);
  }

  /** Appends the records that lead from one version of the accounts to the next. */
  void move(Difference difference) {
    Map<String, String> takenBack = new HashMap<>();
    for (Difference.Pair pair : difference.pairs()) {
      OutageAccount before = pair.before();
      OutageAccount after = pair.after();
      if (before != null) {
        int kept = after == null ? 0 : common(before.entries(), after.entries());
        reverse(before, kept);
        if (after == null) {
          if (before.outage().stoppedAt() == null) {
            takenBack.put(restartId(before), before.id());
          }
        }
      }
    }
    for (Difference.Pair pair : difference.pairs()) {
      if (pair.after() != null) {
        append(pair.after(), takenBack);
      }
    }
  }

  List<HistoryRecord> appended() {
    return appended;
  }

  HistoryNumbers numbers() {
    return before.with(changed);
  }

  long count() {
    return count;
  }

  private static int common(List<Entry> before, List<Entry> after) {
    int length = Math.min(before.size(), after.size());
    int index = 0;
    while (index < length && before.get(index).equals(after.get(index))) {
      index++;
    }
    return index;
  }

  private void reverse(OutageAccount account, int kept) {
    List<Long> standing = new ArrayList<>(standing(account));
    for (int index = account.entries().size() - 1; index >= kept; index--) {
      Long reversed = standing.remove(index);
      count++;
      appended.add(
          new HistoryRecord(
              guest, count, Type.REVERSAL, reversed, account.entries().get(index).reversed()));
    }
    changed.put(account.id(), List.copyOf(standing));
  }

  private void append(OutageAccount account, Map<String, String> takenBack) {
    List<Long> standing = new ArrayList<>(standing(account));
    for (int index = standing.size(); index < account.entries().size(); index++) {
      Entry entry = account.entries().get(index);
      count++;
      standing.add(count);
      Type type =
          switch (entry.entryKind()) {
            case POSTED -> Type.POSTED;
            case ADJUSTMENT -> Type.ADJUSTMENT;
          };
      Entry booked = type == Type.POSTED ? entry.replacing(replacedBy(entry, takenBack)) : entry;
      appended.add(new HistoryRecord(guest, count, type, null, booked));
    }
    changed.put(account.id(), List.copyOf(standing));
  }

  private List<Long> standing(OutageAccount account) {
    List<Long> now = changed.get(account.id());
    return now != null ? now : before.of(account.id());
  }

  /** The outage without a stop that was booked of the same restart before; null if none was. */
  private static @Nullable String replacedBy(Entry entry, Map<String, String> takenBack) {
    if (takenBack.isEmpty()) {
      return null;
    }
    return entry.eventIds().stream()
        .map(id -> takenBack.get(id.hex()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** An outage without a stop is named by its restart, which is its only event. */
  private static String restartId(OutageAccount account) {
    return account.entries().get(0).eventIds().get(0).hex();
  }
}
