package io.lapse.benchmarks.streams;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** One broker, and the topics of the trials. */
@SuppressWarnings("try") // Whoever closes it waits for the broker.
final class Cluster implements AutoCloseable {
  private static final List<String> BROKER_OPTIONS = List.of("-Xmx1g", "-Xms1g");

  private final ChildProcess broker;
  private final String bootstrapServers;
  private final Admin admin;

  private Cluster(ChildProcess broker, String bootstrapServers) {
    this.broker = broker;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  static Cluster start(Path log) throws IOException {
    ChildProcess broker = ChildProcess.start(log, BROKER_OPTIONS, BrokerMain.class, List.of());
    return new Cluster(broker, broker.firstLine());
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  ChildProcess broker() {
    return broker;
  }

  /** Creates a ledger's topics, and loads its inputs: profiles, then host events. */
  @SuppressWarnings("FutureReturnValueIgnored") // Failures are kept by a callback.
  void load(String prefix, int partitions, int guests, long events, long seed) {
    Topics topics = Topics.named(prefix);
    TopicSetup.create(admin, topics, partitions, (short) 1);
    Map<String, Object> settings = ClientSettings.producer(bootstrapServers);
    settings.put("acks", "all");
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      Policy policy = HostEventLoad.policy();
      producer.send(record(topics.policies(), policy.name(), policy), keep(failure));
      for (int guest = 0; guest < guests; guest++) {
        GuestEvent profile = HostEventLoad.profile(guest);
        producer.send(record(topics.guestEvents(), profile.guest(), profile), keep(failure));
      }
      HostEventLoad load = new HostEventLoad(guests, seed);
      for (long i = 0; i < events; i++) {
        HostEvent event = load.next();
        producer.send(record(topics.hostEvents(), event.guest(), event), keep(failure));
      }
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the load must be written", failed);
    }
  }

  private static org.apache.kafka.clients.producer.Callback keep(
      AtomicReference<@Nullable Exception> failure) {
    return (metadata, exception) -> failure.compareAndSet(null, exception);
  }

  private static <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    return new ProducerRecord<>(topic.name(), key, bytes);
  }

  /** Gives a trial topics to write to, with nothing in them. */
  void prepare(Trial trial, int partitions) throws InterruptedException, ExecutionException {
    if (trial.program().isLedger()) {
      TopicSetup.create(admin, trial.topics(), partitions, (short) 1);
      return;
    }
    NewTopic output = new NewTopic(trial.output(), partitions, (short) 1);
    output.configs(Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
    admin.createTopics(List.of(output)).all().get();
  }

  /** Removes what a trial wrote; its inputs stay. */
  void cleanUp(Trial trial) throws InterruptedException, ExecutionException {
    Topics topics = trial.topics();
    List<String> inputs =
        List.of(
            topics.hostEvents().name(),
            topics.guestEvents().name(),
            topics.guestReactions().name(),
            topics.policies().name());
    List<String> written =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith(trial.prefix()) || name.startsWith(trial.name()))
            .filter(name -> !inputs.contains(name))
            .toList();
    admin.deleteTopics(written).all().get();
  }

  /** How many host events the group has taken, and committed. */
  long taken(Trial trial) throws InterruptedException, ExecutionException {
    return committed(trial).values().stream().mapToLong(Long::longValue).sum();
  }

  /** By partition of the host events: the offset up to which they are taken. */
  Map<TopicPartition, Long> committed(Trial trial) throws InterruptedException, ExecutionException {
    String topic = trial.topics().hostEvents().name();
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.listConsumerGroupOffsets(trial.name()).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, Long> committed = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset != null && partition.topic().equals(topic)) {
            committed.put(partition, offset.offset());
          }
        });
    return committed;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    admin.close();
    broker.close();
  }
}
