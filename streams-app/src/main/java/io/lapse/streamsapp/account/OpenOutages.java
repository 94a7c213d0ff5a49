package io.lapse.streamsapp.account;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The guests of a task whose outage is open, and when to look at each of them. It is an index and
 * no truth: whoever looks reads the guest's state.
 *
 * <p>It holds one watch for each guest that stands still, in some 200 bytes with the guest's name.
 * Most outages end long before they are looked at; what they leave in the order is dropped when it
 * outweighs the rest. Opening and closing one costs an entry of a hash map.
 */
final class OpenOutages {
  /** So much that is no longer true may stay in the order of however few. */
  private static final int STALE_MAX = 1_024;

  /** One open outage. */
  static final class Watch {
    private final String guest;
    private final long dueNanos;
    private final long longKnownMillis;
    private long lookNanos;

    private Watch(String guest, long dueNanos, long longKnownMillis) {
      this.guest = guest;
      this.dueNanos = dueNanos;
      this.longKnownMillis = longKnownMillis;
      this.lookNanos = dueNanos;
    }

    String guest() {
      return guest;
    }

    /** When it has been open for too long, in ns TAI. */
    long dueNanos() {
      return dueNanos;
    }

    /** When it has been known here for as long, in ms of the clock that it was noted by. */
    long longKnownMillis() {
      return longKnownMillis;
    }
  }

  private final Map<String, Watch> byGuest = new HashMap<>();
  private PriorityQueue<Watch> order = inOrder();

  private static PriorityQueue<Watch> inOrder() {
    return new PriorityQueue<>(Comparator.comparingLong((Watch watch) -> watch.lookNanos));
  }

  /**
   * Notes the one open outage of a guest. What is noted already is not noted anew.
   *
   * @param dueNanos when it will have been open for too long, in ns TAI
   * @param longKnownMillis when it will have been known for as long
   */
  void watch(String guest, long dueNanos, long longKnownMillis) {
    Watch known = byGuest.get(guest);
    if (known != null && known.dueNanos == dueNanos) {
      return;
    }
    Watch watch = new Watch(guest, dueNanos, longKnownMillis);
    byGuest.put(guest, watch);
    order.add(watch);
    if (order.size() > 2 * byGuest.size() + STALE_MAX) {
      order = inOrder();
      order.addAll(byGuest.values());
    }
  }

  /** The guest's outage is open no longer, or need not be looked at. */
  void forget(String guest) {
    byGuest.remove(guest);
  }

  /** The next to be looked at by now; null if none is. To be put {@link #off}, or forgotten. */
  @Nullable Watch next(long nowNanos) {
    for (Watch first = order.peek(); first != null; first = order.peek()) {
      if (first.lookNanos > nowNanos) {
        return null;
      }
      order.remove();
      if (byGuest.get(first.guest) == first) {
        return first;
      }
    }
    return null;
  }

  /** Looks at it again later. */
  void off(Watch watch, long lookNanos) {
    watch.lookNanos = lookNanos;
    order.add(watch);
  }

  int size() {
    return byGuest.size();
  }

  void clear() {
    byGuest.clear();
    order.clear();
  }
}
