package io.lapse.streamsapp.policy;

import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Reads the policies' topic into a global store, and into {@link KnownPolicies}, from its beginning
 * at each start. It reads bytes: a global processor has no producer, so nothing may fail in its
 * deserialiser, and what is refused goes to quarantine through the fold.
 */
public final class PolicyReader implements Processor<byte[], byte[], Void, Void> {
  public static final String STORE = "policies";

  private final KnownPolicies known;
  private ProcessorContext<Void, Void> context;
  private KeyValueStore<String, Policy> store;

  private PolicyReader(KnownPolicies known) {
    this.known = known;
  }

  public static ProcessorSupplier<byte[], byte[], Void, Void> into(KnownPolicies known) {
    return () -> new PolicyReader(known);
  }

  /** By {@code class@version}. It is in memory: read whole, it needs no file that can be stale. */
  public static StoreBuilder<?> store(Topic<Policy> topic) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), topic.valueSerde())
        .withLoggingDisabled();
  }

  @Override
  public void init(ProcessorContext<Void, Void> processorContext) {
    context = processorContext;
    store = processorContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> read) {
    RecordMetadata source =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a policy must have a source"));
    known
        .take(source.offset(), read.key(), read.value(), read.headers())
        .ifPresent(policy -> store.put(policy.name(), policy));
  }
}
