package io.lapse.streamsapp.account;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The guests that were active last: a guest's next event need not be read from the store again. The
 * store stays the truth: what is here was written there in the same transaction, and a task that
 * starts again starts empty.
 */
final class ActiveGuests extends LinkedHashMap<String, Guest> {
  static final int GUESTS_MAX = 10_000;

  ActiveGuests() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, Guest> eldest) {
    return size() > GUESTS_MAX;
  }
}
