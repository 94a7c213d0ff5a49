package io.lapse.streamsapp.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The guests of a task that were active last: a guest's next event need not be read from the store
 * again. The store stays the truth: what is here was written there in the same transaction, and a
 * task that starts again starts empty.
 *
 * <p>All tasks of an instance share one limit. Each gives up its own when it is exceeded.
 */
final class ActiveGuests {
  private final int guestsMax;
  private final AtomicInteger guestsOfAll;
  private final Map<String, Guest> guests = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param guestsMax how many the instance keeps
   * @param guestsOfAll how many it has, in all tasks
   */
  ActiveGuests(int guestsMax, AtomicInteger guestsOfAll) {
    this.guestsMax = guestsMax;
    this.guestsOfAll = guestsOfAll;
  }

  Guest computeIfAbsent(String name, Function<String, Guest> stored) {
    Guest known = guests.get(name);
    if (known != null) {
      return known;
    }
    Guest guest = stored.apply(name);
    guests.put(name, guest);
    if (guestsOfAll.incrementAndGet() > guestsMax) {
      forgetEldest();
    }
    return guest;
  }

  /** There is one: the last that came is the youngest, and stays if it is the only one. */
  private void forgetEldest() {
    String eldest = guests.keySet().iterator().next();
    if (guests.size() > 1) {
      remove(eldest);
    }
  }

  void remove(String name) {
    if (guests.remove(name) != null) {
      guestsOfAll.decrementAndGet();
    }
  }

  int size() {
    return guests.size();
  }

  /** The task leaves. */
  void clear() {
    guestsOfAll.addAndGet(-guests.size());
    guests.clear();
  }
}
