package io.lapse.streamsapp.board.column;

import java.util.Arrays;

/** 64-bit keys by number from 0, in the order in which they came; nothing is boxed. */
public final class KeyNumbers {
  /** The number of a key that has none. */
  public static final int NONE = -1;

  private long[] keys = new long[1 << 10];

  /** Numbers and one; 0 where there is none. Open addressing, at most half full. */
  private int[] slots = new int[1 << 11];

  private int size;

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The key of a number. */
  public long key(int number) {
    return keys[number];
  }

  /** The number of a key; {@link #NONE} if it has none. */
  public int find(long key) {
    return slots[slot(key)] - 1;
  }

  /** The number of a key, a new one where it has none. */
  public int of(long key) {
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size++] = key;
    slots[slot] = size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private int slot(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int number = 0; number < size; number++) {
      slots[slot(keys[number])] = number + 1;
    }
  }
}
