package io.lapse.guestconsumer;

import io.lapse.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One topic, all of its partitions, read by a consumer that reads other topics too. Bytes that
 * cannot be decoded are logged with their place, and passed over.
 */
final class TopicReader<V> {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

  private final Topic<V> topic;
  private final Consumer<byte[], byte[]> consumer;
  private final GuestMeters meters;
  private final List<TopicPartition> partitions;

  TopicReader(Topic<V> topic, Consumer<byte[], byte[]> consumer, GuestMeters meters) {
    this.topic = topic;
    this.consumer = consumer;
    this.meters = meters;
    this.partitions = partitions(topic.name(), consumer);
  }

  Collection<TopicPartition> partitions() {
    return partitions;
  }

  void pause() {
    consumer.pause(partitions);
  }

  void resume() {
    consumer.resume(partitions);
  }

  /** Where each partition ends now; under read_committed, where its last settled record ends. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(partitions);
  }

  /** The values of this topic among what was polled, in their order within each partition. */
  List<V> values(ConsumerRecords<byte[], byte[]> polled) {
    List<V> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> polledRecord : polled.records(topic.name())) {
      decode(polledRecord, values);
    }
    return values;
  }

  private void decode(ConsumerRecord<byte[], byte[]> polledRecord, List<V> values) {
    if (polledRecord.value() == null) {
      // A tombstone: a guest that was removed has nothing to say.
      return;
    }
    try {
      values.add(topic.valueSerde().deserializer().deserialize(topic.name(), polledRecord.value()));
    } catch (SerializationException e) {
      LOG.atWarn()
          .addKeyValue("topic", polledRecord.topic())
          .addKeyValue("partition", polledRecord.partition())
          .addKeyValue("offset", polledRecord.offset())
          .addKeyValue("reason", e.getMessage())
          .log("record cannot be decoded, passed over");
      meters.undecodable(topic.name());
    }
  }

  private static List<TopicPartition> partitions(String name, Consumer<?, ?> consumer) {
    List<PartitionInfo> known = consumer.partitionsFor(name);
    // Kafka says null as well as empty for a topic that is not there.
    if (known == null || known.isEmpty()) {
      throw new UnknownTopicOrPartitionException("topic " + name + " does not exist; create it");
    }
    return known.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }
}
