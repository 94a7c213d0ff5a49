package io.lapse.streamsapp.board.column;

/**
 * Which rows there are, found by a key of a number and 128 bits, and joined to one list for each
 * owner, the newest first. The number of a row that is removed is given to the next one.
 */
public final class Rows {
  /** No row. */
  public static final int NONE = -1;

  private static final int FREE = -1;
  private static final int SLOTS_MIN = 1 << 10;

  private final IntColumn owners = new IntColumn();
  private final LongColumn highs = new LongColumn();
  private final LongColumn lows = new LongColumn();
  private final IntColumn nexts = new IntColumn();
  private final IntColumn befores = new IntColumn();
  private final IntColumn heads = new IntColumn();

  /** Rows and one; 0 where there is none. Open addressing, at most two thirds full. */
  private int[] slots = new int[SLOTS_MIN];

  private int ownersUsed;
  private int used;
  private int size;
  private int firstFree = NONE;

  /** How many rows there are. */
  public int size() {
    return size;
  }

  /** One more than the largest number that a row ever had. */
  public int end() {
    return used;
  }

  /** Whether there is a row of this number, below {@link #end}. */
  public boolean isUsed(int row) {
    return owners.get(row) != FREE;
  }

  /** Whose it is. */
  public int owner(int row) {
    return owners.get(row);
  }

  public long high(int row) {
    return highs.get(row);
  }

  public long low(int row) {
    return lows.get(row);
  }

  /** The newest row of an owner; {@link #NONE} if it has none. */
  public int head(int owner) {
    return owner < ownersUsed ? heads.get(owner) - 1 : NONE;
  }

  /** The owner's row before this one; {@link #NONE} after the oldest. */
  public int next(int row) {
    return nexts.get(row);
  }

  /** The row of a key; {@link #NONE} if there is none. */
  public int find(int owner, long high, long low) {
    int slot = home(owner, high, low);
    while (slots[slot] != 0) {
      int row = slots[slot] - 1;
      if (owners.get(row) == owner && highs.get(row) == high && lows.get(row) == low) {
        return row;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  /** A new row for a key that has none; its other columns hold what was there before. */
  public int add(int owner, long high, long low) {
    if ((size + 1) * 3L > slots.length * 2L) {
      grow();
    }
    int row = firstFree;
    if (row == NONE) {
      row = used++;
    } else {
      firstFree = nexts.get(row);
    }
    owners.set(row, owner);
    highs.set(row, high);
    lows.set(row, low);
    link(row, owner);
    place(row);
    size++;
    return row;
  }

  private void link(int row, int owner) {
    while (ownersUsed <= owner) {
      heads.set(ownersUsed++, 0);
    }
    int head = heads.get(owner) - 1;
    nexts.set(row, head);
    befores.set(row, NONE);
    if (head != NONE) {
      befores.set(head, row);
    }
    heads.set(owner, row + 1);
  }

  /** Removes a row. */
  public void remove(int row) {
    int owner = owners.get(row);
    int before = befores.get(row);
    int next = nexts.get(row);
    if (before == NONE) {
      heads.set(owner, next + 1);
    } else {
      nexts.set(before, next);
    }
    if (next != NONE) {
      befores.set(next, before);
    }
    displace(row);
    owners.set(row, FREE);
    nexts.set(row, firstFree);
    firstFree = row;
    size--;
  }

  private void place(int row) {
    int slot = home(owners.get(row), highs.get(row), lows.get(row));
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = row + 1;
  }

  /** Those behind it move up, so that no search ends before them. */
  private void displace(int row) {
    int mask = slots.length - 1;
    int hole = home(owners.get(row), highs.get(row), lows.get(row));
    while (slots[hole] != row + 1) {
      hole = (hole + 1) & mask;
    }
    int slot = hole;
    while (true) {
      slots[hole] = 0;
      int home;
      do {
        slot = (slot + 1) & mask;
        if (slots[slot] == 0) {
          return;
        }
        int other = slots[slot] - 1;
        home = home(owners.get(other), highs.get(other), lows.get(other));
      } while (((slot - home) & mask) < ((slot - hole) & mask));
      slots[hole] = slots[slot];
      hole = slot;
    }
  }

  private int home(int owner, long high, long low) {
    long mixed = (high ^ Long.rotateLeft(low, 29) ^ owner) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & (slots.length - 1);
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int row = 0; row < used; row++) {
      if (isUsed(row)) {
        place(row);
      }
    }
  }
}
