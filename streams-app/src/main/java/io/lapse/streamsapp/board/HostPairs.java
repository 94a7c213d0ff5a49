package io.lapse.streamsapp.board;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.account.OutageKind;
import io.lapse.streamsapp.board.column.KeyNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * The bias of the clocks of pairs of hosts: half of what the median Tout of migrations one way
 * exceeds the median of those the other way. A Tout one way holds the true length and what the
 * clock of the second host is ahead; the other way, the true length less that.
 */
final class HostPairs {
  /** So many migrations are needed each way. */
  static final int MIGRATIONS_MIN = 3;

  /** The same for who reads an answer. */
  static final String METHOD =
      "half of what the median Tout of closed migrations from one to other exceeds that from other"
          + " to one, of pairs with at least "
          + MIGRATIONS_MIN
          + " each way";

  private static final int INT_BITS = 32;

  private final Tables tables;
  private final KeyNumbers directions = new KeyNumbers();
  private int[] ofMigration = new int[1024];
  private long[] touts = new long[1024];
  private int count;

  private HostPairs(Tables tables) {
    this.tables = tables;
  }

  /**
   * The pairs, the largest bias first, then by name.
   *
   * @param guests by number, whose migrations count
   */
  static List<HostPair> of(Tables tables, IntPredicate guests, int max) {
    HostPairs pairs = new HostPairs(tables);
    OutageTable outages = tables.outages();
    int migration = Codes.of(OutageKind.MIGRATION);
    for (int row = 0; row < outages.rows().end(); row++) {
      if (outages.rows().isUsed(row)
          && outages.kindBits(row) == migration
          && outages.isKnown(row)
          && outages.source(row) >= 0
          && outages.destination(row) >= 0
          && outages.source(row) != outages.destination(row)
          && guests.test(outages.rows().owner(row))) {
        pairs.add(outages.source(row), outages.destination(row), outages.tout(row));
      }
    }
    return pairs.sorted(max);
  }

  private void add(int source, int destination, long tout) {
    int direction = directions.of(key(source, destination));
    if (count == touts.length) {
      ofMigration = Arrays.copyOf(ofMigration, count * 2);
      touts = Arrays.copyOf(touts, count * 2);
    }
    ofMigration[count] = direction;
    touts[count++] = tout;
  }

  private static long key(int first, int second) {
    return ((long) first << INT_BITS) | second;
  }

  /** The way back. */
  private static long opposite(long key) {
    return Long.rotateLeft(key, INT_BITS);
  }

  private List<HostPair> sorted(int max) {
    int[] ends = ends();
    long[] grouped = grouped(ends);
    List<HostPair> pairs = new ArrayList<>();
    for (int there = 0; there < directions.size(); there++) {
      int source = (int) (directions.key(there) >> INT_BITS);
      int destination = (int) directions.key(there);
      int back =
          source < destination ? directions.find(opposite(directions.key(there))) : KeyNumbers.NONE;
      if (back == KeyNumbers.NONE) {
        continue;
      }
      int far = size(ends, there);
      int near = size(ends, back);
      if (far >= MIGRATIONS_MIN && near >= MIGRATIONS_MIN) {
        long bias = (median(grouped, ends, there) - median(grouped, ends, back)) / 2;
        pairs.add(pair(name(source), name(destination), bias, far + near));
      }
    }
    pairs.sort(
        Comparator.comparingLong((HostPair pair) -> -Math.abs(pair.biasNanos()))
            .thenComparing(HostPair::one, Utf8Order::compare)
            .thenComparing(HostPair::other, Utf8Order::compare));
    return List.copyOf(pairs.subList(0, Math.min(max, pairs.size())));
  }

  private static HostPair pair(String source, String destination, long bias, int migrations) {
    return Utf8Order.compare(source, destination) < 0
        ? new HostPair(source, destination, bias, migrations)
        : new HostPair(destination, source, -bias, migrations);
  }

  private String name(int host) {
    return Objects.requireNonNull(tables.texts().name(host));
  }

  /** By direction: where its migrations end, if they are sorted by direction. */
  private int[] ends() {
    int[] ends = new int[directions.size()];
    for (int i = 0; i < count; i++) {
      ends[ofMigration[i]]++;
    }
    for (int i = 1; i < ends.length; i++) {
      ends[i] += ends[i - 1];
    }
    return ends;
  }

  private long[] grouped(int[] ends) {
    int[] next = ends.clone();
    long[] grouped = new long[count];
    for (int i = 0; i < count; i++) {
      grouped[--next[ofMigration[i]]] = touts[i];
    }
    return grouped;
  }

  private static int size(int[] ends, int direction) {
    return ends[direction] - (direction == 0 ? 0 : ends[direction - 1]);
  }

  /** Of an even number the lower one of the two in the middle and half their distance. */
  private static long median(long[] grouped, int[] ends, int direction) {
    int begin = direction == 0 ? 0 : ends[direction - 1];
    int end = ends[direction];
    Arrays.sort(grouped, begin, end);
    long lower = grouped[begin + (end - begin - 1) / 2];
    long upper = grouped[begin + (end - begin) / 2];
    return lower + (upper - lower) / 2;
  }
}
