package io.lapse.benchmarks.streams;

import io.lapse.schemas.topic.Topics;
import io.lapse.schemas.wire.HostEventRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The least that a Kafka Streams program with a state can do: it decodes each event, counts it for
 * its guest in 24 bytes, and forwards one record.
 */
final class BareCount {
  private static final String STORE = "counts";
  private static final int STATE_BYTES = 24;

  private BareCount() {}

  static KafkaStreams start(Trial trial) {
    KafkaStreams streams = new KafkaStreams(topology(trial), properties(trial));
    streams.start();
    return streams;
  }

  private static Topology topology(Trial trial) {
    KeyValueBytesStoreSupplier store =
        trial.program() == Case.COUNT_ROCKSDB
            ? Stores.persistentKeyValueStore(STORE)
            : Stores.inMemoryKeyValueStore(STORE);
    Serde<byte[]> bytes = Serdes.ByteArray();
    return new Topology()
        .addSource(
            "read", bytes.deserializer(), bytes.deserializer(), trial.topics().hostEvents().name())
        .addProcessor("count", new Counting(store, trial.program()), "read")
        .addSink("write", trial.output(), bytes.serializer(), bytes.serializer(), "count");
  }

  private static Properties properties(Trial trial) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, trial.name());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, trial.folder().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, ClientSettings.COMMIT_MILLIS);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    // The stamps of the load lie in the future.
    properties.put("topic.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    ClientSettings.producer(trial.bootstrapServers())
        .forEach((key, value) -> properties.put(prefixed("producer.", key), value));
    ClientSettings.consumer(trial.bootstrapServers())
        .forEach((key, value) -> properties.put(prefixed("consumer.", key), value));
    properties.remove("consumer.enable.auto.commit");
    properties.remove("consumer.isolation.level");
    return properties;
  }

  private static String prefixed(String prefix, String key) {
    return key.equals("bootstrap.servers") ? key : prefix + key;
  }

  private record Counting(KeyValueBytesStoreSupplier store, Case program)
      implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
      return program == Case.WRITER ? new BareWriter(STORE) : new Count();
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(store, Serdes.ByteArray(), Serdes.ByteArray())
              .withCachingDisabled());
    }
  }

  private static final class Count implements Processor<byte[], byte[], byte[], byte[]> {
    private final BinaryMessageDecoder<HostEventRecord> decoder;
    private HostEventRecord reused = new HostEventRecord();
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<byte[], byte[]> store;

    @SuppressWarnings("NullAway.Init")
    Count() {
      // Tells Avro which classes to trust.
      Topics.standard();
      decoder =
          new BinaryMessageDecoder<>(
              SpecificData.getForClass(HostEventRecord.class), HostEventRecord.getClassSchema());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
      context = processorContext;
      store = processorContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> event) {
      try {
        reused = decoder.decode(event.value(), reused);
      } catch (IOException e) {
        throw new IllegalStateException("the load must decode", e);
      }
      byte[] before = store.get(event.key());
      ByteBuffer state = ByteBuffer.allocate(STATE_BYTES);
      state.putLong(before == null ? 1 : ByteBuffer.wrap(before).getLong() + 1);
      state.putLong(reused.getEnvelope().getTaiNs());
      state.putLong(event.timestamp());
      store.put(event.key(), state.array());
      context.forward(event);
    }
  }
}
