package io.lapse.cli.scenarios;

import io.lapse.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed to a topic, from its beginning. */
final class TopicContents<V> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, V> consumer;
  private final List<V> values = new ArrayList<>();

  TopicContents(String bootstrapServers, Topic<V> topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            topic.keySerde().deserializer(),
            topic.valueSerde().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on until there are so many.
   *
   * @return whether there were in time
   */
  boolean await(int count, Duration timeout) {
    return await(read -> read.size() >= count, timeout);
  }

  /**
   * Reads on until all that was read is as it is wanted.
   *
   * @return whether it was in time
   */
  boolean await(Predicate<List<V>> wanted, Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (!wanted.test(values()) && System.nanoTime() < deadlineNanos) {
      poll();
    }
    return wanted.test(values());
  }

  /** Reads all that is there now. */
  void readToTheEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      poll();
    }
  }

  private void poll() {
    consumer.poll(POLL).forEach(read -> values.add(read.value()));
  }

  List<V> values() {
    return List.copyOf(values);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
