package io.lapse.cli.cluster;

import io.lapse.cli.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * What is committed to a topic, as raw bytes, up to where it ended when it was asked. It belongs to
 * no group and disturbs nobody.
 */
public final class CommittedRecords implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<TopicPartition> partitions;

  /** Takes one record after the other: of a partition in its order. */
  public interface Sink {
    void take(ConsumerRecord<byte[], byte[]> stored) throws InterruptedException;
  }

  private CommittedRecords(
      Consumer<byte[], byte[]> consumer, String topic, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.topic = topic;
    this.partitions = partitions;
  }

  /**
   * Connects.
   *
   * @throws Failure if there is no such topic, or no broker answers
   */
  public static CommittedRecords of(ClusterOptions cluster, String topic) {
    Consumer<byte[], byte[]> consumer =
        cluster.consumer(Map.of(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    try {
      return new CommittedRecords(consumer, topic, partitions(consumer, topic));
    } catch (KafkaException | Failure e) {
      consumer.close();
      throw e instanceof Failure failure ? failure : Answers.refusal(topic, e);
    }
  }

  private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new Failure(topic + " is missing; lapse topics create makes it");
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  /**
   * Hands on all that is there now.
   *
   * @throws Failure if it cannot be read
   */
  public void each(Sink sink) throws InterruptedException {
    latest(Long.MAX_VALUE, sink);
  }

  /**
   * Hands on the latest of each partition.
   *
   * @param offsetsMax how far back from each end, in offsets; the ends of transactions count too
   * @throws Failure if it cannot be read
   */
  public void latest(long offsetsMax, Sink sink) throws InterruptedException {
    try {
      consumer.assign(partitions);
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      begins.forEach(
          (partition, begin) ->
              consumer.seek(
                  partition, begin + Math.max(0, offset(ends, partition) - begin - offsetsMax)));
      readTo(ends, sink);
    } catch (KafkaException e) {
      throw Answers.refusal(topic, e);
    }
  }

  /**
   * Partitions that no longer begin at their beginning.
   *
   * @return the first offset of each, by partition
   * @throws Failure if it cannot be asked
   */
  public SortedMap<Integer, Long> holes() {
    SortedMap<Integer, Long> holes = new TreeMap<>();
    try {
      consumer
          .beginningOffsets(partitions)
          .forEach(
              (partition, first) -> {
                if (first > 0) {
                  holes.put(partition.partition(), first);
                }
              });
      return holes;
    } catch (KafkaException e) {
      throw Answers.refusal(topic, e);
    }
  }

  /**
   * One record; empty if none is committed there.
   *
   * @throws Failure if it cannot be read
   */
  public Optional<ConsumerRecord<byte[], byte[]>> at(int partition, long offset)
      throws InterruptedException {
    TopicPartition asked = new TopicPartition(topic, partition);
    if (!partitions.contains(asked)) {
      return Optional.empty();
    }
    try {
      consumer.assign(List.of(asked));
      long begin = offset(consumer.beginningOffsets(List.of(asked)), asked);
      long end = offset(consumer.endOffsets(List.of(asked)), asked);
      if (offset < begin || offset >= end) {
        return Optional.empty();
      }
      consumer.seek(asked, offset);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      readTo(Map.of(asked, offset + 1), found::add);
      return found.stream().findFirst();
    } catch (KafkaException e) {
      throw Answers.refusal(topic, e);
    }
  }

  private void readTo(Map<TopicPartition, Long> ends, Sink sink) throws InterruptedException {
    long heardNanos = System.nanoTime();
    while (!isAt(ends)) {
      Map<TopicPartition, Long> before = positions(ends);
      for (ConsumerRecord<byte[], byte[]> stored : consumer.poll(POLL)) {
        if (stored.offset() < offset(ends, new TopicPartition(topic, stored.partition()))) {
          sink.take(stored);
        }
      }
      if (!positions(ends).equals(before)) {
        heardNanos = System.nanoTime();
      } else if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
        throw new Failure(
            topic + ": its brokers said nothing for " + SILENCE_MAX.toSeconds() + " s");
      }
    }
  }

  private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition), partition.toString());
  }

  private boolean isAt(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private Map<TopicPartition, Long> positions(Map<TopicPartition, Long> ends) {
    return ends.keySet().stream().collect(Collectors.toMap(each -> each, consumer::position));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
