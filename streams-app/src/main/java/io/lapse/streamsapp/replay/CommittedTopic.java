package io.lapse.streamsapp.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed to a topic now, whole, and belongs to no group. */
public final class CommittedTopic {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

  private CommittedTopic() {}

  /** Takes one record after the other: of a partition in its order. */
  public interface Sink {
    void take(ConsumerRecord<byte[], byte[]> stored);
  }

  /**
   * Hands on all that is there now.
   *
   * @param client settings of a consumer
   * @return what was there
   * @throws KafkaException if it cannot be read, or a part of it is deleted meanwhile
   */
  public static Map<TopicPartition, InputRange> read(
      Admin admin, Map<String, Object> client, String topic, Sink sink)
      throws InterruptedException {
    Map<TopicPartition, InputRange> ranges = Capture.of(admin, Set.of(topic));
    Map<String, Object> config = new HashMap<>(client);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(ranges.keySet());
      ranges.forEach((partition, range) -> consumer.seek(partition, range.begin()));
      read(consumer, ranges, sink);
    } catch (InvalidOffsetException e) {
      throw new KafkaException(topic + " was deleted in part while it was read: " + e, e);
    }
    return ranges;
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, InputRange> ranges, Sink sink) {
    long heardNanos = System.nanoTime();
    Map<TopicPartition, Long> before = Map.of();
    while (true) {
      Map<TopicPartition, Long> positions =
          ranges.keySet().stream().collect(Collectors.toMap(each -> each, consumer::position));
      if (ranges.entrySet().stream()
          .allMatch(
              input ->
                  Objects.requireNonNull(positions.get(input.getKey()))
                      >= input.getValue().end())) {
        return;
      }
      if (!positions.equals(before)) {
        before = positions;
        heardNanos = System.nanoTime();
      } else if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
        throw new KafkaException("no more of " + ranges.keySet() + " came for " + SILENCE_MAX);
      }
      for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(stored.topic(), stored.partition());
        if (stored.offset() < Objects.requireNonNull(ranges.get(partition)).end()) {
          sink.take(stored);
        }
      }
    }
  }
}
