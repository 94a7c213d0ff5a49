package io.lapse.streamsapp.board;

/** The first few of many rows in some order, in one look at each: a heap whose root is the last. */
final class Best {
  /** An order of rows. */
  interface Order {
    /** Negative if the first one comes before the other; 0 only of a row and itself. */
    int compare(int one, int other);
  }

  private final int[] heap;
  private final Order order;
  private int size;

  Best(int max, Order order) {
    this.heap = new int[max];
    this.order = order;
  }

  void offer(int row) {
    if (size < heap.length) {
      heap[size] = row;
      rise(size++);
    } else if (order.compare(row, heap[0]) < 0) {
      heap[0] = row;
      sink();
    }
  }

  private void rise(int from) {
    int at = from;
    int row = heap[at];
    while (at > 0 && order.compare(row, heap[(at - 1) / 2]) > 0) {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
    heap[at] = row;
  }

  private void sink() {
    int row = heap[0];
    int at = 0;
    while (2 * at + 1 < size) {
      int child = 2 * at + 1;
      if (child + 1 < size && order.compare(heap[child + 1], heap[child]) > 0) {
        child++;
      }
      if (order.compare(row, heap[child]) >= 0) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = row;
  }

  /** They, the first first; it is empty afterwards. */
  int[] sorted() {
    int[] sorted = new int[size];
    for (int i = size - 1; i >= 0; i--) {
      sorted[i] = heap[0];
      heap[0] = heap[--size];
      sink();
    }
    return sorted;
  }
}
