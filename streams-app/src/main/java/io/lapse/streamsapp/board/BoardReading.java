package io.lapse.streamsapp.board;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What one consumer reads onto the board, until it fails. */
final class BoardReading {
  /** So long a change may wait for the listeners. */
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final BoardTopics topics;
  private final Board board;

  /** Where each partition goes on; kept from one consumer to the next. */
  private final Map<TopicPartition, Long> positions;

  private final Map<TopicPartition, Long> ends = new HashMap<>();

  BoardReading(
      Consumer<byte[], byte[]> consumer,
      BoardTopics topics,
      Board board,
      Map<TopicPartition, Long> positions) {
    this.consumer = consumer;
    this.topics = topics;
    this.board = board;
    this.positions = positions;
  }

  /**
   * Goes where it is to begin, or to go on.
   *
   * @param history how far back
   */
  void begin(Duration history) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics.all()) {
      partitions.addAll(partitions(topic));
    }
    consumer.assign(partitions);
    if (positions.isEmpty()) {
      positions.putAll(begins(partitions, history));
    }
    positions.forEach(consumer::seek);
    ends.putAll(consumer.endOffsets(partitions));
  }

  private List<TopicPartition> partitions(String topic) {
    @Nullable List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("expected a topic " + topic);
    }
    return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  private Map<TopicPartition, Long> begins(List<TopicPartition> partitions, Duration history) {
    Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
    long sinceMillis = System.currentTimeMillis() - history.toMillis();
    Map<TopicPartition, Long> times = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (topics.bounded().contains(partition.topic())) {
        times.put(partition, sinceMillis);
      }
    }
    Map<TopicPartition, Long> now = consumer.endOffsets(times.keySet());
    Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
    for (TopicPartition partition : times.keySet()) {
      OffsetAndTimestamp first = found.get(partition);
      long from = first == null ? Objects.requireNonNull(now.get(partition)) : first.offset();
      long oldest = Objects.requireNonNull(begins.get(partition));
      if (from > oldest) {
        begins.put(partition, from);
        if (partition.topic().equals(topics.ledger())) {
          board.truncated();
        }
      }
    }
    return begins;
  }

  /** Takes what is there next; waits for it for a short time. */
  void poll() {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> read : polled) {
      topics.take(read);
      positions.put(new TopicPartition(read.topic(), read.partition()), read.offset() + 1);
    }
    if (!ends.isEmpty()) {
      // The marks of transactions have offsets too, and no records.
      ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (ends.isEmpty()) {
        board.live();
      }
    }
  }
}
