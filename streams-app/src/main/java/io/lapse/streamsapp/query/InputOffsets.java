package io.lapse.streamsapp.query;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the brokers say about partitions of the inputs. Each question has little time. */
final class InputOffsets implements AutoCloseable {
  static final int TIMEOUT_MILLIS = 500;

  private static final Seen NOTHING = new Seen(null, Map.of());

  private final Admin admin;
  private final String group;
  private final List<String> topics;
  private final SharedQuestion<Integer, Seen> question = new SharedQuestion<>(this::ask);

  /**
   * What was said, by partition and topic.
   *
   * @param ends the offset after the last record that may be read; null if nobody said so in time
   * @param committed the offset after the last record that the group has done with; missing where
   *     it is not known
   */
  record Seen(
      @Nullable Map<Integer, Map<String, Long>> ends, Map<Integer, Map<String, Long>> committed) {

    @Nullable Map<String, Long> ends(int partition) {
      return ends == null ? null : ends.get(partition);
    }

    Map<String, Long> committed(int partition) {
      return committed.getOrDefault(partition, Map.of());
    }
  }

  InputOffsets(Admin admin, String group, List<String> topics) {
    this.admin = admin;
    this.group = group;
    this.topics = List.copyOf(topics);
  }

  /** What is the case at some moment between the call and its return; nothing if nobody says so. */
  Seen of(Set<Integer> partitions) {
    try {
      return question.about(partitions).get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // No answer is an answer: the lag is not known, and the source says so.
      return NOTHING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOTHING;
    }
  }

  private CompletionStage<Seen> ask(Set<Integer> partitions) {
    List<TopicPartition> inputs =
        partitions.stream()
            .flatMap(
                partition -> topics.stream().map(topic -> new TopicPartition(topic, partition)))
            .toList();
    return orNull(ends(inputs))
        .thenCombine(
            orNull(committed(inputs)),
            (ends, committed) -> new Seen(ends, committed == null ? Map.of() : committed));
  }

  private CompletionStage<Map<Integer, Map<String, Long>>> ends(List<TopicPartition> inputs) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    inputs.forEach(input -> wanted.put(input, OffsetSpec.latest()));
    ListOffsetsOptions options =
        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs(TIMEOUT_MILLIS);
    return admin
        .listOffsets(wanted, options)
        .all()
        .toCompletionStage()
        .thenApply(
            found -> {
              Map<Integer, Map<String, Long>> ends = new HashMap<>();
              found.forEach((input, end) -> put(ends, input, end.offset()));
              return ends;
            });
  }

  private CompletionStage<Map<Integer, Map<String, Long>>> committed(List<TopicPartition> inputs) {
    ListConsumerGroupOffsetsSpec wanted =
        new ListConsumerGroupOffsetsSpec().topicPartitions(inputs);
    ListConsumerGroupOffsetsOptions options =
        new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MILLIS);
    return admin
        .listConsumerGroupOffsets(Map.of(group, wanted), options)
        .partitionsToOffsetAndMetadata(group)
        .toCompletionStage()
        .thenApply(
            found -> {
              Map<Integer, Map<String, Long>> committed = new HashMap<>();
              // Kafka has null where nothing is committed yet.
              found.forEach(
                  (input, next) -> {
                    if (next != null) {
                      put(committed, input, next.offset());
                    }
                  });
              return committed;
            });
  }

  private static void put(
      Map<Integer, Map<String, Long>> offsets, TopicPartition input, long offset) {
    offsets.computeIfAbsent(input.partition(), one -> new HashMap<>()).put(input.topic(), offset);
  }

  private static <T> CompletionStage<@Nullable T> orNull(CompletionStage<T> stage) {
    return stage.handle((answer, failure) -> answer);
  }

  @Override
  public void close() {
    // It only asks: nothing is lost with a question, and without brokers it would wait a minute.
    admin.close(Duration.ZERO);
  }
}
