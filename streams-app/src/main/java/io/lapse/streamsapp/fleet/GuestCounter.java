package io.lapse.streamsapp.fleet;

import io.lapse.ledger.account.Step;
import io.lapse.ledger.fleet.FleetDelta;
import io.lapse.ledger.fleet.FleetGuest;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Says what the steps of guests change in the statistics of their hosts, and keeps what must be
 * known to take it back. That is little and changes rarely: of most guests nothing is written at
 * most inputs.
 */
public final class GuestCounter {
  public static final String STORE = "fleet-guests";

  private static final int DECODED_MAX = 10_000;

  private final Map<String, FleetGuest> decoded = new Decoded();
  private KeyValueStore<String, FleetGuest> store;

  /** The guests that were active last; the store stays the truth. */
  private static final class Decoded extends LinkedHashMap<String, FleetGuest> {
    Decoded() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, FleetGuest> eldest) {
      return size() > DECODED_MAX;
    }
  }

  /** A processor makes it, and initialises it before use. */
  @SuppressWarnings("NullAway.Init")
  public GuestCounter() {}

  /** The store that must be declared with the processor. */
  public static StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Topics.fleetGuestSerde())
        .withCachingEnabled();
  }

  public void init(ProcessorContext<?, ?> context) {
    store = context.getStateStore(STORE);
    decoded.clear();
  }

  /** What each host must hear of after a step that was kept; by host. */
  public Map<String, List<FleetDelta>> on(String guest, Step step) {
    if (step.history().isEmpty()) {
      return Map.of();
    }
    FleetGuest before = decoded.computeIfAbsent(guest, this::stored);
    FleetGuest.Counted counted = before.on(step);
    if (!counted.next().equals(before)) {
      store.put(guest, counted.next());
      decoded.put(guest, counted.next());
    }
    Map<String, List<FleetDelta>> byHost = new LinkedHashMap<>();
    for (FleetDelta delta : counted.deltas()) {
      for (String host : delta.hosts()) {
        byHost.computeIfAbsent(host, key -> new ArrayList<>()).add(delta);
      }
    }
    return byHost;
  }

  private FleetGuest stored(String guest) {
    FleetGuest stored = store.get(guest);
    return stored == null ? FleetGuest.NEW : stored;
  }
}
