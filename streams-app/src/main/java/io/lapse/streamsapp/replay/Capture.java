package io.lapse.streamsapp.replay;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks a cluster for what is there now. */
public final class Capture {
  private Capture() {}

  /**
   * Where topics begin and end.
   *
   * @throws KafkaException if the brokers do not say
   */
  public static Map<TopicPartition, InputRange> of(Admin admin, Collection<String> topics)
      throws InterruptedException {
    Collection<TopicPartition> partitions =
        descriptions(admin, topics).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .toList();
    Map<TopicPartition, Long> begins =
        offsets(admin, partitions, OffsetSpec.earliest(), IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> ends =
        offsets(admin, partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> written =
        offsets(admin, partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Function<Map<TopicPartition, Long>, Function<TopicPartition, Long>> of =
        offsets -> partition -> Objects.requireNonNull(offsets.get(partition));
    return partitions.stream()
        .collect(
            Collectors.toMap(
                partition -> partition,
                partition ->
                    new InputRange(
                        of.apply(begins).apply(partition),
                        of.apply(ends).apply(partition),
                        of.apply(written).apply(partition))));
  }

  /**
   * How many replicas a topic has.
   *
   * @throws KafkaException if the brokers do not say
   */
  public static short replicas(Admin admin, String topic) throws InterruptedException {
    return (short)
        descriptions(admin, Set.of(topic)).values().stream()
            .flatMap(description -> description.partitions().stream())
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(1);
  }

  /** The topics, by name. */
  private static Map<String, TopicDescription> descriptions(Admin admin, Collection<String> topics)
      throws InterruptedException {
    return answer(admin.describeTopics(topics).allTopicNames(), "the topics " + topics);
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin,
      Collection<TopicPartition> partitions,
      OffsetSpec which,
      IsolationLevel isolation)
      throws InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
        answer(
                admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all(),
                "the offsets of the inputs")
            .entrySet()) {
      offsets.put(found.getKey(), found.getValue().offset());
    }
    return offsets;
  }

  /**
   * Waits for an answer.
   *
   * @throws KafkaException if it is a refusal, or there is none
   */
  static <T> T answer(Future<T> future, String question) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new KafkaException(question + ": " + e.getCause(), e);
    }
  }
}
