package io.lapse.schemas.state;

import io.lapse.ledger.account.OutageNumbers;
import java.util.ArrayList;
import java.util.List;

/**
 * History numbers as they were given: an outage's place, how many it has, and each less the number
 * before it.
 */
final class NumberChanges {
  private NumberChanges() {}

  /**
   * Puts a change, as a block of its own.
   *
   * @param before the number that was put last; 0 before the first
   * @return the number that was put last now
   */
  static long write(AvroBytes out, OutageNumbers outage, long before) {
    List<Long> numbers = outage.numbers();
    out.number(2 + numbers.size()).number(outage.place()).number(numbers.size());
    long last = before;
    for (long number : numbers) {
      out.number(number - last);
      last = number;
    }
    return last;
  }

  /** What holds in the end, outage by outage. */
  static List<Long> read(List<Long> changes) {
    List<List<Long>> byPlace = new ArrayList<>();
    long before = 0;
    int next = 0;
    while (next < changes.size()) {
      int place = Math.toIntExact(changes.get(next));
      int count = Math.toIntExact(changes.get(next + 1));
      next += 2;
      List<Long> numbers = new ArrayList<>(count);
      for (long difference : changes.subList(next, next + count)) {
        before += difference;
        numbers.add(before);
      }
      next += count;
      put(byPlace, place, numbers);
    }
    return byPlace.stream().flatMap(List::stream).toList();
  }

  /** A new outage has the next place. */
  private static void put(List<List<Long>> byPlace, int place, List<Long> numbers) {
    if (place == byPlace.size()) {
      byPlace.add(numbers);
    } else {
      byPlace.set(place, numbers);
    }
  }
}
