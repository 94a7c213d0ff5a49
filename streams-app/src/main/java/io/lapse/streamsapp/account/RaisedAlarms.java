package io.lapse.streamsapp.account;

import io.lapse.ledger.account.Alert;
import io.lapse.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of a task that were raised and not resolved, by guest. Each is kept in the transaction
 * that publishes it: after a crash none is raised twice, and none stays without its end. Nothing is
 * written for the many outages that end in time.
 */
final class RaisedAlarms {
  static final String STORE = "raised-alarms";

  private final KeyValueStore<String, Alert> store;
  private final Map<String, Alert> known = new HashMap<>();

  RaisedAlarms(KeyValueStore<String, Alert> store) {
    this.store = store;
    try (KeyValueIterator<String, Alert> kept = store.all()) {
      while (kept.hasNext()) {
        KeyValue<String, Alert> alarm = kept.next();
        known.put(alarm.key, alarm.value);
      }
    }
  }

  static StoreBuilder<?> store(Topics topics) {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), topics.alerts().valueSerde());
  }

  @Nullable Alert of(String guest) {
    return known.isEmpty() ? null : known.get(guest);
  }

  void raise(Alert alarm) {
    store.put(alarm.guest(), alarm);
    known.put(alarm.guest(), alarm);
  }

  void resolve(String guest) {
    store.delete(guest);
    known.remove(guest);
  }

  int size() {
    return known.size();
  }
}
