package io.lapse.streamsapp.account;

import io.lapse.ledger.account.GuestState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of the guests that were active last, decoded: a guest's next event need not be read
 * from the store again. The store stays the truth: what is here was written there in the same
 * transaction, and a task that starts again starts empty.
 */
final class DecodedGuests extends LinkedHashMap<String, GuestState> {
  static final int GUESTS_MAX = 1_000;

  DecodedGuests() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, GuestState> eldest) {
    return size() > GUESTS_MAX;
  }
}
