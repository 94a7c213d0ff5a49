package io.lapse.streamsapp.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The guests of a task whose outage is open, and when to look at each of them. It is an index and
 * no truth: whoever looks reads the guest's state.
 *
 * <pre>
 *   opened -> young -- a second later --> in order -- due --> looked at
 *                 \_ forgotten, as nearly all are: never put in order
 * </pre>
 *
 * <p>It holds one watch for each guest that stands still, in some 200 bytes with the guest's name.
 * What those that were forgotten leave behind is dropped when it outweighs the rest.
 */
final class OpenOutages {
  /** So much that was forgotten may be left of however few. */
  private static final int FORGOTTEN_MAX = 1_024;

  /** Most outages end sooner. */
  private static final long YOUNG_NANOS = 1_000_000_000;

  /** One open outage. */
  static final class Watch {
    private final String guest;
    private final long dueNanos;
    private final long longKnownMillis;
    private long lookNanos;
    private boolean forgotten;

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
  private final PriorityQueue<Watch> order =
      new PriorityQueue<>((one, other) -> Long.compare(one.lookNanos, other.lookNanos));
  private final List<Watch> young = new ArrayList<>();
  private long oldFromNanos = Long.MIN_VALUE;

  /**
   * Notes the one open outage of a guest. What is noted already is not noted anew.
   *
   * @param dueNanos when it will have been open for too long, in ns TAI
   * @param longKnownMillis when it will have been known for as long
   */
  void watch(String guest, long dueNanos, long longKnownMillis) {
    Watch watch = new Watch(guest, dueNanos, longKnownMillis);
    Watch known = byGuest.put(guest, watch);
    if (known != null) {
      if (known.dueNanos == dueNanos) {
        byGuest.put(guest, known);
        return;
      }
      known.forgotten = true;
    }
    young.add(watch);
    int left = young.size() + order.size();
    if (left > 2 * byGuest.size() + FORGOTTEN_MAX) {
      young.removeIf(each -> each.forgotten);
      order.removeIf(each -> each.forgotten);
    }
  }

  /** The guest's outage is open no longer, or need not be looked at. */
  void forget(String guest) {
    Watch watch = byGuest.remove(guest);
    if (watch != null) {
      watch.forgotten = true;
    }
  }

  /** The next to be looked at by now; null if none is. To be put {@link #off}, or forgotten. */
  @Nullable Watch next(long nowNanos) {
    if (nowNanos >= oldFromNanos) {
      putInOrder();
      oldFromNanos = Math.addExact(nowNanos, YOUNG_NANOS);
    }
    for (Watch first = order.peek(); first != null; first = order.peek()) {
      if (!first.forgotten && first.lookNanos > nowNanos) {
        return null;
      }
      order.remove();
      if (!first.forgotten) {
        return first;
      }
    }
    return null;
  }

  private void putInOrder() {
    for (Watch watch : young) {
      if (!watch.forgotten) {
        order.add(watch);
      }
    }
    young.clear();
  }

  /** Looks at it again later. */
  void off(Watch watch, long lookNanos) {
    watch.lookNanos = lookNanos;
    order.add(watch);
  }

  int size() {
    return byGuest.size();
  }
}
