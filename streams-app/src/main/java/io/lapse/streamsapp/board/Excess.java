package io.lapse.streamsapp.board;

import io.lapse.streamsapp.board.column.Rows;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/** Keeps a table within its bound. */
final class Excess {
  /** To find the oldest costs a look at all rows: so some more go at once. */
  private static final int SHARE = 64;

  private Excess() {}

  /**
   * Removes the oldest rows that may go, if there are too many.
   *
   * @param isKept those that never go
   * @param ages by which the oldest is the least
   * @return whether one went
   */
  static boolean drop(
      Rows rows, int max, IntPredicate isKept, IntToLongFunction ages, IntConsumer remove) {
    if (rows.size() <= max) {
      return false;
    }
    long[] all = new long[rows.size()];
    int count = 0;
    for (int row = 0; row < rows.end(); row++) {
      if (rows.isUsed(row) && !isKept.test(row)) {
        all[count++] = ages.applyAsLong(row);
      }
    }
    int left = Math.min(count, rows.size() - max + max / SHARE);
    if (left == 0) {
      return false;
    }
    Arrays.sort(all, 0, count);
    long newest = all[left - 1];
    for (int row = 0; row < rows.end() && left > 0; row++) {
      if (rows.isUsed(row) && !isKept.test(row) && ages.applyAsLong(row) <= newest) {
        remove.accept(row);
        left--;
      }
    }
    return true;
  }
}
