package io.lapse.cli.quarantine;

import io.lapse.cli.broker.CommittedEnds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed to the first partition of a topic, by a consumer of its own. */
final class CommittedBytes {
  private CommittedBytes() {}

  static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, String topic) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    CommittedEnds.await(bootstrapServers, topic);
    List<ConsumerRecord<byte[], byte[]>> stored = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = consumer.endOffsets(partitions).get(partitions.get(0));
      while (consumer.position(partitions.get(0)) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(stored::add);
      }
    }
    return stored;
  }
}
