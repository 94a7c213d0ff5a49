package io.lapse.guestkernel.timer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Sorts timers by due time, then by rank. */
final class DueOrder {
  private DueOrder() {}

  /** The timers in order; the arrays say of each when it is due, and its rank. */
  static int[] sorted(int[] timers, long[] dueAt, long[] ranks) {
    int length = timers.length;
    long first = Arrays.stream(dueAt).min().orElse(0);
    long last = Arrays.stream(dueAt).max().orElse(0);
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, length - 1));
    long span = last - first;
    // Due time and place in one number: plain numbers sort many times faster than objects.
    if (span >= 0 && Long.numberOfLeadingZeros(span) > indexBits) {
      return packed(timers, dueAt, ranks, first, indexBits);
    }
    return IntStream.range(0, length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> dueAt[i]).thenComparingLong(i -> ranks[i]))
        .mapToInt(i -> timers[i])
        .toArray();
  }

  private static int[] packed(int[] timers, long[] dueAt, long[] ranks, long first, int indexBits) {
    int length = timers.length;
    long[] keys = new long[length];
    for (int i = 0; i < length; i++) {
      keys[i] = ((dueAt[i] - first) << indexBits) | i;
    }
    Arrays.sort(keys);
    long indexMask = (1L << indexBits) - 1;
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = (int) (keys[i] & indexMask);
    }
    sortEquals(order, dueAt, ranks);
    for (int i = 0; i < length; i++) {
      order[i] = timers[order[i]];
    }
    return order;
  }

  /** Those due at one instant by rank. */
  private static void sortEquals(int[] order, long[] dueAt, long[] ranks) {
    int begin = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i < order.length && dueAt[order[i]] == dueAt[order[begin]]) {
        continue;
      }
      if (i - begin > 1) {
        int[] byRank =
            Arrays.stream(order, begin, i)
                .boxed()
                .sorted(Comparator.comparingLong(at -> ranks[at]))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(byRank, 0, order, begin, byRank.length);
      }
      begin = i;
    }
  }
}
