package io.lapse.streamsapp.fleet;

import io.lapse.ledger.fleet.FleetKey;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetStore;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Statistics in a store of Kafka Streams. Those that were moved last are kept decoded; the store
 * stays the truth, and a task that starts again starts without them.
 */
final class StoredStats implements FleetStore {
  private final KeyValueStore<String, FleetStats> store;
  private final Map<FleetKey, FleetStats> decoded = new Decoded();

  private static final class Decoded extends LinkedHashMap<FleetKey, FleetStats> {
    private static final int KEYS_MAX = 1_000;

    Decoded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<FleetKey, FleetStats> eldest) {
      return size() > KEYS_MAX;
    }
  }

  StoredStats(KeyValueStore<String, FleetStats> store) {
    this.store = store;
  }

  @Override
  public FleetStats get(FleetKey key) {
    FleetStats known = decoded.get(key);
    if (known != null) {
      return known;
    }
    FleetStats stored = store.get(key.text());
    return stored == null ? FleetStats.EMPTY : stored;
  }

  @Override
  public void put(FleetKey key, FleetStats stats) {
    if (stats.isEmpty()) {
      decoded.remove(key);
      store.delete(key.text());
    } else {
      decoded.put(key, stats);
      store.put(key.text(), stats);
    }
  }
}
