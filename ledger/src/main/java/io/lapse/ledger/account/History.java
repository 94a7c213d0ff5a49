package io.lapse.ledger.account;

import io.lapse.ledger.account.HistoryRecord.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  private final Map<String, OutageNumbers> changed = new LinkedHashMap<>();
  private final List<HistoryRecord> appended = new ArrayList<>();
  private long count;
  private int places;
  private int outages;

  /**
   * @param numbers of the entries that stand now
   * @param count how many records there are so far
   */
  History(String guest, HistoryNumbers numbers, long count) {
    this.guest = guest;
    this.before = numbers;
    this.count = count;
    this.places = numbers.places();
  }

  /** The numbers by outage, from those of a snapshot. */
  static HistoryNumbers numbers(Tail tail, List<Long> flat) {
    List<OutageAccount> accounts = tail.accounts();
    List<List<Long>> numbers = new ArrayList<>(accounts.size());
    int next = 0;
    for (OutageAccount account : accounts) {
      int end = next + account.entries().size();
      if (end <= flat.size()) {
        numbers.add(List.copyOf(flat.subList(next, end)));
      }
      next = end;
    }
    if (next != flat.size()) {
      throw new IllegalArgumentException(
          "historyNumbers must be one an entry: " + flat.size() + " for " + next);
    }
    return HistoryNumbers.of(accounts, numbers);
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
        if (after == null && before.outage().stoppedAt() == null) {
          takenBack.put(restartId(before), before.id());
        }
      }
    }
    for (Difference.Pair pair : difference.pairs()) {
      if (pair.after() != null) {
        append(pair.after(), pair.before() == null, takenBack);
      }
    }
  }

  List<HistoryRecord> appended() {
    return appended;
  }

  HistoryNumbers numbers() {
    return before.with(changed(), outages);
  }

  /** The outages whose numbers are others now. */
  List<OutageNumbers> changed() {
    return List.copyOf(changed.values());
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
    if (account.entries().size() == kept) {
      return;
    }
    OutageNumbers standing = standing(account);
    for (int index = account.entries().size() - 1; index >= kept; index--) {
      count++;
      appended.add(
          new HistoryRecord(
              guest,
              count,
              Type.REVERSAL,
              standing.numbers().get(index),
              account.entries().get(index).reversed()));
    }
    change(standing, List.copyOf(standing.numbers().subList(0, kept)));
  }

  private void append(OutageAccount account, boolean isNew, Map<String, String> takenBack) {
    // Of what is new there is nothing to look for.
    OutageNumbers standing = isNew ? placed(account) : standing(account);
    List<Long> numbers = new ArrayList<>(standing.numbers());
    for (int index = numbers.size(); index < account.entries().size(); index++) {
      Entry entry = account.entries().get(index);
      count++;
      numbers.add(count);
      Type type =
          switch (entry.entryKind()) {
            case POSTED -> Type.POSTED;
            case ADJUSTMENT -> Type.ADJUSTMENT;
          };
      Entry booked = type == Type.POSTED ? entry.replacing(replacedBy(entry, takenBack)) : entry;
      appended.add(new HistoryRecord(guest, count, type, null, booked));
    }
    change(standing, List.copyOf(numbers));
  }

  private OutageNumbers standing(OutageAccount account) {
    OutageNumbers now = changed.get(account.id());
    OutageNumbers known = now != null ? now : before.find(account.id());
    return known != null ? known : placed(account);
  }

  private OutageNumbers placed(OutageAccount account) {
    return new OutageNumbers(account.id(), places++, List.of());
  }

  private void change(OutageNumbers standing, List<Long> numbers) {
    outages += (numbers.isEmpty() ? 0 : 1) - (standing.numbers().isEmpty() ? 0 : 1);
    changed.put(
        standing.outageId(), new OutageNumbers(standing.outageId(), standing.place(), numbers));
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
