package io.lapse.streamsapp.signature;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads the topic of the hosts' keys into a global store, and into {@link KnownHostKeys}, from its
 * beginning at each start: they are known whole before the first event is read. It reads bytes, as
 * nothing may fail in the deserialiser of a global processor.
 */
public final class HostKeyReader implements Processor<byte[], byte[], Void, Void> {
  public static final String STORE = "host-keys";

  private final KnownHostKeys known;
  private KeyValueStore<byte[], byte[]> store;

  private HostKeyReader(KnownHostKeys known) {
    this.known = known;
  }

  public static ProcessorSupplier<byte[], byte[], Void, Void> into(KnownHostKeys known) {
    return () -> new HostKeyReader(known);
  }

  /** By host, as it was read. It is in memory: read whole, it needs no file that can be stale. */
  public static StoreBuilder<?> store() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> read) {
    if (read.key() != null) {
      store.put(read.key(), read.value());
    }
    known.take(read.key(), read.value());
  }
}
