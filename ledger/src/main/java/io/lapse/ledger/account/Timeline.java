package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A guest's accepted inputs, in the order of the books, each id once; indexed by type. */
final class Timeline {
  static final Timeline EMPTY = new Timeline(List.of(), Set.of());

  private static final Comparator<Recorded<?>> ORDER =
      Comparator.comparing((Recorded<?> recorded) -> recorded.at())
          .thenComparingInt(recorded -> InputOrder.rankInBooks(recorded.input()))
          .thenComparing(Recorded::id);

  private final List<Recorded<?>> inputs;
  private final Set<EventId> ids;
  private final Map<Class<?>, List<Recorded<?>>> byType = new HashMap<>();

  private Timeline(List<Recorded<?>> inputs, Set<EventId> ids) {
    this.inputs = inputs;
    this.ids = ids;
    for (Recorded<?> recorded : inputs) {
      byType.computeIfAbsent(recorded.input().getClass(), type -> new ArrayList<>()).add(recorded);
    }
  }

  static Timeline of(List<LedgerInput> inputs) {
    List<Recorded<?>> sorted = new ArrayList<>();
    Set<EventId> ids = new HashSet<>();
    for (LedgerInput input : inputs) {
      Recorded<?> recorded = Recorded.of(input);
      if (ids.add(recorded.id())) {
        sorted.add(recorded);
      }
    }
    sorted.sort(ORDER);
    return new Timeline(sorted, ids);
  }

  boolean contains(EventId id) {
    return ids.contains(id);
  }

  Timeline with(Recorded<?> added) {
    List<Recorded<?>> next = new ArrayList<>(inputs.size() + 1);
    next.addAll(inputs);
    int position = next.size();
    while (position > 0 && ORDER.compare(added, next.get(position - 1)) < 0) {
      position--;
    }
    next.add(position, added);
    Set<EventId> nextIds = new HashSet<>(ids);
    nextIds.add(added.id());
    return new Timeline(next, nextIds);
  }

  List<Recorded<?>> inputs() {
    return inputs;
  }

  /** The inputs of a type between two instants, both included, in order. */
  <T extends LedgerInput> Stream<Recorded<T>> between(
      Class<T> type, TaiInstant from, TaiInstant to) {
    List<Recorded<?>> ofType = ofType(type);
    int begin = countBefore(ofType, from, false);
    int end = countBefore(ofType, to, true);
    return ofType.subList(begin, Math.max(begin, end)).stream().map(recorded -> recorded.as(type));
  }

  /** Whether an input of the type lies between two instants, both included. */
  boolean anyBetween(Class<? extends LedgerInput> type, TaiInstant from, TaiInstant to) {
    List<Recorded<?>> ofType = ofType(type);
    return countBefore(ofType, from, false) < countBefore(ofType, to, true);
  }

  /** The latest input of a type at or before an instant. */
  <T extends LedgerInput> Optional<Recorded<T>> latest(Class<T> type, TaiInstant at) {
    List<Recorded<?>> ofType = ofType(type);
    int count = countBefore(ofType, at, true);
    return count == 0 ? Optional.empty() : Optional.of(ofType.get(count - 1).as(type));
  }

  /** All inputs of a type, in order. */
  <T extends LedgerInput> Stream<Recorded<T>> all(Class<T> type) {
    return ofType(type).stream().map(recorded -> recorded.as(type));
  }

  private List<Recorded<?>> ofType(Class<?> type) {
    return byType.getOrDefault(type, List.of());
  }

  /** How many lie before an instant, or, inclusive, not after it: a binary search. */
  private static int countBefore(List<Recorded<?>> sorted, TaiInstant at, boolean inclusive) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = sorted.get(middle).at().compareTo(at);
      if (order < 0 || (inclusive && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
