package io.lapse.streamsapp.account;

import io.lapse.streamsapp.policy.PolicyView;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How far a task has come with the policies, as offsets of their topic. It is kept with the guests,
 * in the same transactions: a crash forgets neither what was done nor what was not.
 */
final class Progress {
  static final String STORE = "policy-progress";

  private static final String JUDGED = "judged";
  private static final String QUARANTINED = "quarantined";

  private final KeyValueStore<String, Long> store;

  Progress(KeyValueStore<String, Long> store) {
    this.store = store;
  }

  static StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(STORE), Serdes.String(), Serdes.Long());
  }

  /** The last policy by which all guests of the task were judged. */
  long judged() {
    return get(JUDGED);
  }

  void judged(long offset) {
    store.put(JUDGED, offset);
  }

  /** The last policy that was refused and went to quarantine. */
  long quarantined() {
    return get(QUARANTINED);
  }

  void quarantined(long offset) {
    store.put(QUARANTINED, offset);
  }

  private long get(String key) {
    Long offset = store.get(key);
    return offset == null ? PolicyView.NO_OFFSET : offset;
  }
}
