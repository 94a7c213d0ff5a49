package io.lapse.streamsapp.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the brokers say about partitions of the inputs. Each question has little time. */
final class InputOffsets implements AutoCloseable {
  static final long TIMEOUT_MILLIS = 500;

  private final Admin admin;
  private final String group;
  private final List<String> topics;

  InputOffsets(Admin admin, String group, List<String> topics) {
    this.admin = admin;
    this.group = group;
    this.topics = List.copyOf(topics);
  }

  /**
   * The offset after the last record that may be read, by partition and topic; null if nobody says
   * so in time.
   */
  @Nullable Map<Integer, Map<String, Long>> ends(Set<Integer> partitions) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    inputs(partitions).forEach(input -> wanted.put(input, OffsetSpec.latest()));
    var found =
        inTime(
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all());
    if (found == null) {
      return null;
    }
    Map<Integer, Map<String, Long>> ends = new HashMap<>();
    found.forEach((input, end) -> put(ends, input, end.offset()));
    return ends;
  }

  /** The offset after the last record that the group has done with, likewise; empty if unknown. */
  Map<Integer, Map<String, Long>> committed(Set<Integer> partitions) {
    ListConsumerGroupOffsetsSpec wanted =
        new ListConsumerGroupOffsetsSpec().topicPartitions(inputs(partitions));
    var found =
        inTime(
            admin
                .listConsumerGroupOffsets(Map.of(group, wanted))
                .partitionsToOffsetAndMetadata(group));
    Map<Integer, Map<String, Long>> committed = new HashMap<>();
    if (found != null) {
      // Kafka has null where nothing is committed yet.
      found.forEach(
          (input, next) -> {
            if (next != null) {
              put(committed, input, next.offset());
            }
          });
    }
    return committed;
  }

  private static void put(
      Map<Integer, Map<String, Long>> offsets, TopicPartition input, long offset) {
    offsets.computeIfAbsent(input.partition(), one -> new HashMap<>()).put(input.topic(), offset);
  }

  private List<TopicPartition> inputs(Set<Integer> partitions) {
    return partitions.stream()
        .flatMap(partition -> topics.stream().map(topic -> new TopicPartition(topic, partition)))
        .toList();
  }

  private static <T> @Nullable T inTime(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // No answer is an answer: the lag is not known, and the source says so.
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  @Override
  public void close() {
    // It only asks: nothing is lost with a question, and without brokers it would wait a minute.
    admin.close(Duration.ZERO);
  }
}
