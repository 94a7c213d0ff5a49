package io.lapse.streamsapp.account;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;

/**
 * Stores that may be asked by others while their task writes them. In those of Kafka Streams 4.3.1
 * a write locks the store and then its position, and a question the position and then the store:
 * the two wait for each other for good. Here a question locks the store first, as a write does.
 */
final class AskedStores {
  private static final String IN_MEMORY = "in-memory";
  private static final String ROCKSDB = "rocksdb";

  private AskedStores() {}

  static KeyValueBytesStoreSupplier of(String name, boolean inMemory) {
    return inMemory ? new InMemory(name) : new Persistent(name);
  }

  private record InMemory(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new InMemoryKeyValueStore(name) {
        @Override
        public synchronized <R> QueryResult<R> query(
            Query<R> query, PositionBound bound, QueryConfig config) {
          return super.query(query, bound, config);
        }
      };
    }

    @Override
    public String metricsScope() {
      return IN_MEMORY;
    }
  }

  private record Persistent(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
      return new RocksDBStore(name, ROCKSDB) {
        @Override
        public synchronized <R> QueryResult<R> query(
            Query<R> query, PositionBound bound, QueryConfig config) {
          return super.query(query, bound, config);
        }
      };
    }

    @Override
    public String metricsScope() {
      return ROCKSDB;
    }
  }
}
