package io.lapse.cli.keys;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The topic of the hosts' keys. A change reads the host's record and writes it anew; whoever begins
 * a change fences the one before it, so none is lost unseen.
 *
 * <pre>
 *   fence others -> read to the end -> change -> write and commit, or be fenced and say so
 * </pre>
 */
final class KeysTopic {
  private final ClusterOptions cluster;
  private final Topic<HostKeys> topic;

  KeysTopic(ClusterOptions cluster) {
    this.cluster = cluster;
    this.topic = cluster.topics().hostKeys();
  }

  /**
   * What the topic says of each host.
   *
   * @param readable by host
   * @param unreadable why a host's record cannot be read, by host
   */
  record Content(Map<String, HostKeys> readable, Map<String, String> unreadable) {}

  /**
   * All that is committed.
   *
   * @throws Failure if it cannot be read
   */
  Content read() throws InterruptedException {
    Content content = new Content(new TreeMap<>(), new TreeMap<>());
    try (CommittedRecords stored = CommittedRecords.of(cluster, topic.name())) {
      stored.each(record -> take(record, content));
    }
    return content;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Content content) {
    String host = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    content.readable().remove(host);
    content.unreadable().remove(host);
    if (record.value() == null) {
      return;
    }
    try {
      HostKeys keys = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      if (keys.host().equals(host)) {
        content.readable().put(host, keys);
      } else {
        content.unreadable().put(host, "its key is " + host + ", and it is of " + keys.host());
      }
    } catch (SerializationException e) {
      content.unreadable().put(host, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Changes the keys of a host.
   *
   * @param change from what is there; no keys if the host has none
   * @throws Failure if somebody else changes keys at the same time: then nothing was written
   */
  void change(String host, UnaryOperator<HostKeys> change) throws InterruptedException {
    try (Producer<byte[], byte[]> producer =
        cluster.producer(
            Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topic.name() + "-changes"))) {
      try {
        producer.initTransactions();
        write(producer, change.apply(readForChange(host)));
      } catch (ProducerFencedException | InvalidProducerEpochException e) {
        throw fenced(host, e);
      } catch (KafkaException e) {
        throw Answers.refusal("cannot write " + topic.name(), e);
      } finally {
        // What is not committed is aborted by the broker: nothing is worth waiting for.
        producer.close(Duration.ZERO);
      }
    }
  }

  private HostKeys readForChange(String host) throws InterruptedException {
    Content content = read();
    String unreadable = content.unreadable().get(host);
    if (unreadable != null) {
      throw new Failure(
          "the keys of " + host + " cannot be read, and would be lost: " + unreadable);
    }
    return content.readable().getOrDefault(host, new HostKeys(host, List.of()));
  }

  private void write(Producer<byte[], byte[]> producer, HostKeys next) throws InterruptedException {
    byte[] key = topic.keySerde().serializer().serialize(topic.name(), next.host());
    byte[] value = topic.valueSerde().serializer().serialize(topic.name(), next);
    producer.beginTransaction();
    try {
      Answers.of(
          producer.send(new ProducerRecord<>(topic.name(), key, value)),
          "the keys of " + next.host() + " are refused");
    } catch (Failure e) {
      throw isFencing(e.getCause()) ? fenced(next.host(), e) : e;
    }
    producer.commitTransaction();
  }

  private static boolean isFencing(@Nullable Throwable cause) {
    return cause instanceof ProducerFencedException
        || cause instanceof InvalidProducerEpochException;
  }

  private static Failure fenced(String host, Exception e) {
    return new Failure(
        "somebody else changes keys; those of " + host + " were not changed: try again", e);
  }
}
