package io.lapse.whatif.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The first few of many, in an order without ties: the same ones whoever comes first. */
final class Top<T> {
  private final int max;
  private final Comparator<T> order;
  private final PriorityQueue<T> kept;

  /**
   * @param order the best first
   */
  Top(int max, Comparator<T> order) {
    this.max = max;
    this.order = order;
    this.kept = new PriorityQueue<>(max + 1, order.reversed());
  }

  void add(T candidate) {
    if (kept.size() == max && order.compare(candidate, kept.element()) >= 0) {
      return;
    }
    kept.add(candidate);
    if (kept.size() > max) {
      kept.remove();
    }
  }

  void merge(Top<T> other) {
    other.kept.forEach(this::add);
  }

  List<T> list() {
    List<T> list = new ArrayList<>(kept);
    list.sort(order);
    return list;
  }
}
