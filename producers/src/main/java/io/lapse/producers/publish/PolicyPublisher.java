package io.lapse.producers.publish;

import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.PolicyConflicts;
import io.lapse.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends policies to their topic, unless they are there. It asks first, because a policy that
 * contradicts one that is there would be refused by every ledger that reads it, and could not be
 * taken out of the topic again.
 */
public final class PolicyPublisher {
  private static final Duration POLL = Duration.ofMillis(200);

  private PolicyPublisher() {}

  /** How many policies were stored, and how many the topic had already. */
  public record Published(int stored, int known) {}

  /**
   * Sends them, and waits until they are stored.
   *
   * @param clientConfig Kafka's own client settings, with {@code bootstrap.servers}
   * @throws IllegalArgumentException if one contradicts a policy of the topic; then none is sent
   * @throws PublishException if one could not be sent
   */
  public static Published publish(
      Map<String, ?> clientConfig, Topic<Policy> topic, List<Policy> policies)
      throws InterruptedException {
    List<Policy> known = stored(clientConfig, topic);
    List<Policy> missing = new ArrayList<>();
    for (Policy policy : policies) {
      if (!known.contains(policy)) {
        for (String conflict : PolicyConflicts.of(policy, known)) {
          throw new IllegalArgumentException(topic.name() + ": " + conflict);
        }
        known.add(policy);
        missing.add(policy);
      }
    }
    send(clientConfig, topic, missing);
    return new Published(missing.size(), policies.size() - missing.size());
  }

  /** The policies that a ledger takes from the topic as it is now. */
  private static List<Policy> stored(Map<String, ?> clientConfig, Topic<Policy> topic) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    List<Policy> known = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(stored -> take(stored, topic, known));
      }
    }
    return known;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> stored, Topic<Policy> topic, List<Policy> known) {
    if (stored.value() == null) {
      return;
    }
    try {
      Policy policy = topic.valueSerde().deserializer().deserialize(topic.name(), stored.value());
      String key = topic.keySerde().deserializer().deserialize(topic.name(), stored.key());
      boolean holds = policy.name().equals(key) && PolicyConflicts.of(policy, known).isEmpty();
      if (holds && !known.contains(policy)) {
        known.add(policy);
      }
    } catch (SerializationException e) {
      // No policy: every ledger has refused it.
    }
  }

  private static void send(Map<String, ?> clientConfig, Topic<Policy> topic, List<Policy> policies)
      throws InterruptedException {
    if (policies.isEmpty()) {
      return;
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            HostEventPublisher.config(clientConfig),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      // One after the other: their order is part of what they say.
      for (Policy policy : policies) {
        byte[] key = topic.keySerde().serializer().serialize(topic.name(), policy.name());
        byte[] value = topic.valueSerde().serializer().serialize(topic.name(), policy);
        try {
          producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
        } catch (ExecutionException e) {
          throw new PublishException(
              topic.name(), policy.name(), e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
          throw new PublishException(topic.name(), policy.name(), e);
        }
      }
    }
  }
}
