package io.lapse.streamsapp.account;

import io.lapse.ledger.time.TaiInstant;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of the events that are in the books and not sealed, by guest: whoever sends one of
 * them again has copied it. It holds no more than the guest's tail does, as whatever is sealed is
 * forgotten: its copies are late.
 *
 * <pre>
 *   value   1 (one byte), then for each: digest (8), stamp in ns TAI (8)
 * </pre>
 *
 * <p>It is written in the transaction that keeps the guest's state.
 */
final class SeenSignatures {
  static final String STORE = "seen-signatures";

  private static final byte VERSION = 1;
  private static final int ENTRY_BYTES = 16;

  private final KeyValueStore<String, byte[]> store;

  SeenSignatures(KeyValueStore<String, byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<?> store(boolean inMemory) {
    KeyValueBytesStoreSupplier supplier =
        inMemory ? Stores.inMemoryKeyValueStore(STORE) : Stores.persistentKeyValueStore(STORE);
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray());
  }

  /**
   * Whether it was taken before, and is not sealed.
   *
   * @throws NewerStateException if a newer version wrote what is kept of the guest
   */
  boolean contains(String guest, long digest) {
    ByteBuffer seen = read(guest);
    while (seen.hasRemaining()) {
      long known = seen.getLong();
      seen.getLong();
      if (known == digest) {
        return true;
      }
    }
    return false;
  }

  /**
   * Notes the signature of an event that was taken, and forgets what is sealed.
   *
   * @param sealed up to which stamp the guest's books are sealed; null if nowhere
   */
  void add(String guest, long digest, TaiInstant stamp, @Nullable TaiInstant sealed) {
    ByteBuffer seen = read(guest);
    ByteBuffer kept = ByteBuffer.allocate(1 + seen.remaining() + ENTRY_BYTES).put(VERSION);
    while (seen.hasRemaining()) {
      put(kept, seen.getLong(), seen.getLong(), sealed);
    }
    put(kept, digest, stamp.nanos(), sealed);
    store.put(guest, Arrays.copyOf(kept.array(), kept.position()));
  }

  private static void put(
      ByteBuffer kept, long digest, long stampNanos, @Nullable TaiInstant sealed) {
    if (sealed == null || stampNanos > sealed.nanos()) {
      kept.putLong(digest).putLong(stampNanos);
    }
  }

  private ByteBuffer read(String guest) {
    byte[] bytes = store.get(guest);
    if (bytes == null) {
      return ByteBuffer.allocate(0);
    }
    ByteBuffer seen = ByteBuffer.wrap(bytes);
    if (bytes.length % ENTRY_BYTES != 1 || seen.get() != VERSION) {
      throw new NewerStateException(
          guest, new SerializationException("expected version 1 of " + STORE));
    }
    return seen;
  }
}
