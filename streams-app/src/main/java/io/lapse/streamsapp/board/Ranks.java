package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/**
 * Percentiles by nearest rank: of n numbers the one whose rank is the share of n, rounded up. They
 * are exact. The numbers are moved, not sorted: each rank is looked for below the one before.
 */
final class Ranks {
  static final int PER_MILLE = 1_000;

  private Ranks() {}

  /**
   * Percentiles.
   *
   * @param numbers of which those from {@code begin} to before {@code end} count; they are moved
   * @param perMilles the shares, the largest first
   * @return one for each; null where there are no numbers
   */
  static @Nullable Long[] of(long[] numbers, int begin, int end, int... perMilles) {
    @Nullable Long[] found = new @Nullable Long[perMilles.length];
    int count = end - begin;
    int high = end - 1;
    for (int i = 0; i < perMilles.length && count > 0; i++) {
      int rank = (int) (((long) count * perMilles[i] + PER_MILLE - 1) / PER_MILLE);
      int at = begin + Math.max(1, rank) - 1;
      select(numbers, begin, high, at);
      found[i] = numbers[at];
      high = at;
    }
    return found;
  }

  /** Moves the numbers so that {@code at} holds what it would if they were sorted. */
  private static void select(long[] numbers, int begin, int end, int at) {
    int low = begin;
    int high = end;
    while (low < high) {
      long pivot = median(numbers[low], numbers[(low + high) >>> 1], numbers[high]);
      int left = low;
      int right = high;
      while (left <= right) {
        while (numbers[left] < pivot) {
          left++;
        }
        while (numbers[right] > pivot) {
          right--;
        }
        if (left <= right) {
          long moved = numbers[left];
          numbers[left++] = numbers[right];
          numbers[right--] = moved;
        }
      }
      if (at <= right) {
        high = right;
      } else if (at >= left) {
        low = left;
      } else {
        return;
      }
    }
  }

  private static long median(long a, long b, long c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
