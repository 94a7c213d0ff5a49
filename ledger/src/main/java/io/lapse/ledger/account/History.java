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
  private final Map<String, List<Long>> numbers;
  private final List<HistoryRecord> appended = new ArrayList<>();
  private long count;

  /**
   * @param numbers per outage id, the history number of each standing entry; not changed
   * @param count how many records there are so far
   */
  History(String guest, Map<String, List<Long>> numbers, long count) {
    this.guest = guest;
    this.numbers = new LinkedHashMap<>();
    numbers.forEach((outageId, list) -> this.numbers.put(outageId, new ArrayList<>(list)));
    this.count = count;
  }

  /** Appends the records that lead from one set of outages to the next. */
  void move(List<OutageAccount> before, List<OutageAccount> after) {
    Map<String, OutageAccount> next = byId(after);
    Map<String, String> takenBack = new HashMap<>();
    for (OutageAccount outage : before) {
      OutageAccount successor = next.get(outage.pair.outageId());
      int kept = successor == null ? 0 : common(outage.entries(), successor.entries());
      reverse(outage, kept);
      if (successor == null && outage.pair.stop() == null) {
        takenBack.put(restartId(outage), outage.pair.outageId());
      }
    }
    for (OutageAccount outage : after) {
      append(outage, takenBack.get(restartId(outage)));
    }
    numbers.keySet().retainAll(next.keySet());
  }

  List<HistoryRecord> appended() {
    return appended;
  }

  Map<String, List<Long>> numbers() {
    return numbers;
  }

  long count() {
    return count;
  }

  private static Map<String, OutageAccount> byId(List<OutageAccount> outages) {
    Map<String, OutageAccount> byId = new HashMap<>();
    outages.forEach(outage -> byId.put(outage.pair.outageId(), outage));
    return byId;
  }

  private static int common(List<Entry> before, List<Entry> after) {
    int length = Math.min(before.size(), after.size());
    int index = 0;
    while (index < length && before.get(index).equals(after.get(index))) {
      index++;
    }
    return index;
  }

  private void reverse(OutageAccount outage, int kept) {
    List<Long> standing = standing(outage);
    for (int index = outage.entries().size() - 1; index >= kept; index--) {
      Long reversed = standing.remove(index);
      count++;
      appended.add(
          new HistoryRecord(
              guest, count, Type.REVERSAL, reversed, outage.entries().get(index).reversed()));
    }
  }

  private void append(OutageAccount outage, @Nullable String replaces) {
    List<Long> standing = standing(outage);
    for (int index = standing.size(); index < outage.entries().size(); index++) {
      Entry entry = outage.entries().get(index);
      count++;
      standing.add(count);
      Type type =
          switch (entry.entryKind()) {
            case POSTED -> Type.POSTED;
            case ADJUSTMENT -> Type.ADJUSTMENT;
          };
      Entry booked = type == Type.POSTED ? entry.replacing(replaces) : entry;
      appended.add(new HistoryRecord(guest, count, type, null, booked));
    }
  }

  private List<Long> standing(OutageAccount outage) {
    return Objects.requireNonNull(
        numbers.computeIfAbsent(outage.pair.outageId(), id -> new ArrayList<>()));
  }

  private static String restartId(OutageAccount outage) {
    Recorded<?> restart = outage.pair.restart();
    return restart == null ? "" : restart.id().hex();
  }
}
