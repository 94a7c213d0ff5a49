package io.lapse.streamsapp.account;

import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.account.Rules;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.schemas.topic.Topics;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The guests of a task: as bytes in the store; and those that were active last, decoded. */
final class GuestStates {
  static final String STORE = "guest-state";

  /**
   * How much is kept of one guest: half of what the changelog takes. What it does not take would
   * stop every guest of the application, and again after each restart.
   */
  static final int STATE_BYTES_MAX = 8 * 1024 * 1024;

  private static final Deserializer<GuestState.Snapshot> STATES =
      Topics.guestStateSerde().deserializer();

  private final KeyValueStore<String, byte[]> store;
  private final SchemaRelease release;
  private final ActiveGuests active;

  /**
   * @param release whose version of the states is written
   * @param active for those that were active last; none yet
   */
  GuestStates(KeyValueStore<String, byte[]> store, SchemaRelease release, ActiveGuests active) {
    this.store = store;
    this.release = release;
    this.active = active;
  }

  void close() {
    active.clear();
  }

  /** The store; its bytes are not cached: a state that is written is not often written again. */
  static StoreBuilder<?> store(boolean inMemory) {
    return Stores.keyValueStoreBuilder(
        AskedStores.of(STORE, inMemory), Serdes.String(), Serdes.ByteArray());
  }

  /**
   * A guest as it was kept; an empty one if nothing was.
   *
   * @throws SerializationException if what was kept cannot be read
   * @throws KafkaException if the store cannot be read
   */
  Guest find(String name, Rules rules) {
    return active.computeIfAbsent(name, absent -> stored(absent, rules));
  }

  private Guest stored(String name, Rules rules) {
    byte[] saved = store.get(name);
    GuestState state = saved == null ? GuestState.empty(name) : restored(saved, rules);
    return new Guest(state, release);
  }

  private static GuestState restored(byte[] saved, Rules rules) {
    return GuestState.restore(decoded(saved), rules);
  }

  static GuestState.Snapshot decoded(byte[] saved) {
    return STATES.deserialize(STORE, saved);
  }

  /** Keeps what follows; false, and nothing is kept, if that would be too large. */
  boolean keep(Guest guest, GuestState next) {
    GuestState kept = next;
    byte[] bytes = guest.encoded(kept);
    if (bytes.length > STATE_BYTES_MAX) {
      // It may hold what need not be held any longer.
      kept = next.sealed();
      bytes = guest.encoded(kept);
    }
    if (bytes.length > STATE_BYTES_MAX) {
      active.remove(next.guest());
      return false;
    }
    store.put(next.guest(), bytes);
    guest.keep(kept);
    return true;
  }
}
