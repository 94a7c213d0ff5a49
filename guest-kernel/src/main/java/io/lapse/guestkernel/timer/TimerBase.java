package io.lapse.guestkernel.timer;

import java.util.Arrays;

/**
 * One hrtimer base: armed timers by due time; of those due at one instant the one armed first comes
 * first. A heap of numbers, so that a million timers are a few arrays.
 */
final class TimerBase {
  private static final int SIZE_SMALL = 8;

  /** Beyond so many the due ones are taken out together. */
  private static final int FEW = 16;

  private long[] expires = new long[SIZE_SMALL];
  private long[] ranks = new long[SIZE_SMALL];
  private int[] timers = new int[SIZE_SMALL];
  private int size;

  TimerBase() {}

  private TimerBase(TimerBase other) {
    expires = other.expires.clone();
    ranks = other.ranks.clone();
    timers = other.timers.clone();
    size = other.size;
  }

  TimerBase copy() {
    return new TimerBase(this);
  }

  int size() {
    return size;
  }

  /** When the first is due; {@link Long#MAX_VALUE} if none is armed. */
  long first() {
    return size == 0 ? Long.MAX_VALUE : expires[0];
  }

  /**
   * Arms a timer.
   *
   * @param rank larger than that of every timer armed before
   */
  void add(int timer, long expiresNanos, long rank) {
    if (size == timers.length) {
      grow(2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isBefore(expiresNanos, rank, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, timer, expiresNanos, rank);
  }

  /** Takes the first out; only if there is one. */
  int poll() {
    int first = timers[0];
    size--;
    if (size > 0) {
      sink(0, timers[size], expires[size], ranks[size]);
    }
    return first;
  }

  /** Takes out all that are due until an instant, in order. */
  int[] pollUntil(long nanos) {
    int due = countUntil(nanos);
    int[] out = new int[due];
    if (due <= FEW || (long) due * (Integer.SIZE - Integer.numberOfLeadingZeros(size)) < size) {
      for (int i = 0; i < due; i++) {
        out[i] = poll();
      }
      return out;
    }
    return takeUntil(nanos, due, out);
  }

  private int countUntil(long nanos) {
    if (first() > nanos || size == 0) {
      return 0;
    }
    // In a heap a timer that is not due has none beneath it that is.
    int[] stack = new int[2 * Integer.SIZE];
    int top = 0;
    int count = 0;
    stack[top++] = 0;
    while (top > 0) {
      int at = stack[--top];
      count++;
      int child = 2 * at + 1;
      if (child + 1 < size && expires[child + 1] <= nanos) {
        stack[top++] = child + 1;
      }
      if (child < size && expires[child] <= nanos) {
        stack[top++] = child;
      }
    }
    return count;
  }

  /** Many at once: sorted by itself, which is cheaper than one by one out of the heap. */
  private int[] takeUntil(long nanos, int due, int[] out) {
    long[] dueAt = new long[due];
    long[] dueRanks = new long[due];
    int kept = 0;
    int taken = 0;
    for (int i = 0; i < size; i++) {
      if (expires[i] <= nanos) {
        dueAt[taken] = expires[i];
        dueRanks[taken] = ranks[i];
        out[taken++] = timers[i];
      } else {
        move(i, kept++);
      }
    }
    size = kept;
    for (int i = (size >>> 1) - 1; i >= 0; i--) {
      sink(i, timers[i], expires[i], ranks[i]);
    }
    return DueOrder.sorted(out, dueAt, dueRanks);
  }

  private void sink(int from, int timer, long expiresNanos, long rank) {
    int at = from;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(expires[child + 1], ranks[child + 1], child)) {
        child++;
      }
      if (!isBefore(expires[child], ranks[child], expiresNanos, rank)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, timer, expiresNanos, rank);
  }

  private boolean isBefore(long expiresNanos, long rank, int other) {
    return isBefore(expiresNanos, rank, expires[other], ranks[other]);
  }

  private static boolean isBefore(long expires, long rank, long otherExpires, long otherRank) {
    return expires < otherExpires || (expires == otherExpires && rank < otherRank);
  }

  private void move(int from, int to) {
    put(to, timers[from], expires[from], ranks[from]);
  }

  private void put(int at, int timer, long expiresNanos, long rank) {
    timers[at] = timer;
    expires[at] = expiresNanos;
    ranks[at] = rank;
  }

  private void grow(int capacity) {
    expires = Arrays.copyOf(expires, capacity);
    ranks = Arrays.copyOf(ranks, capacity);
    timers = Arrays.copyOf(timers, capacity);
  }
}
