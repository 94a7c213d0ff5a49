package io.lapse.streamsapp.board.column;

import java.util.HashMap;
import java.util.Map;

/**
 * Sequences of numbers, each by one number: a sequence is another one with a last number. What
 * begins alike is kept once.
 */
public final class Sequences {
  /** The empty one. */
  public static final int EMPTY = 0;

  private static final int INT_BITS = 32;
  private static final long INT_MASK = 0xFFFF_FFFFL;

  private final Map<Long, Integer> known = new HashMap<>();
  private final IntColumn before = new IntColumn();
  private final IntColumn last = new IntColumn();
  private int size = 1;

  /** The sequence with one more number. */
  public int append(int sequence, int number) {
    long key = ((long) sequence << INT_BITS) | (number & INT_MASK);
    Integer found = known.get(key);
    if (found != null) {
      return found;
    }
    before.set(size, sequence);
    last.set(size, number);
    known.put(key, size);
    return size++;
  }

  /** The sequence without its last number. */
  public int before(int sequence) {
    return sequence == EMPTY ? EMPTY : before.get(sequence);
  }

  /** Its last number; 0 of the empty one. */
  public int last(int sequence) {
    return sequence == EMPTY ? 0 : last.get(sequence);
  }

  /** Without its last numbers, as many as said. */
  public int without(int sequence, int count) {
    int cut = sequence;
    for (int left = count; left > 0; left--) {
      cut = before(cut);
    }
    return cut;
  }
}
