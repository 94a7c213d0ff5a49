package io.lapse.streamsapp.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer for which inputs end where they ended when they were captured, and that passes over
 * nothing in silence: Kafka would go on behind what was deleted, and say nothing.
 */
final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
  private final Coverage coverage;

  BoundedConsumer(Map<String, Object> config, Coverage coverage) {
    super(strict(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.coverage = coverage;
  }

  private static Map<String, Object> strict(Map<String, Object> config) {
    Map<String, Object> strict = new HashMap<>(config);
    strict.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return strict;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    try {
      ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
      ConsumerRecords<byte[], byte[]> inside = inside(polled);
      assignment().forEach(this::look);
      return inside;
    } catch (NoOffsetForPartitionException e) {
      begin(e.partitions());
    } catch (OffsetOutOfRangeException e) {
      passOver(e.offsetOutOfRangePartitions());
    }
    return ConsumerRecords.empty();
  }

  private ConsumerRecords<byte[], byte[]> inside(ConsumerRecords<byte[], byte[]> polled) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> inside = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      for (ConsumerRecord<byte[], byte[]> read : polled.records(partition)) {
        if (!coverage.isInput(partition) || read.offset() < coverage.end(partition)) {
          inside.computeIfAbsent(partition, key -> new ArrayList<>()).add(read);
          note(partition, read.offset());
        }
      }
    }
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
    polled
        .nextOffsets()
        .forEach((partition, offset) -> next.put(partition, notBeyond(partition, offset)));
    return new ConsumerRecords<>(inside, next);
  }

  private void note(TopicPartition partition, long offset) {
    if (coverage.isInput(partition)) {
      coverage.deliver(partition, offset);
    }
  }

  private OffsetAndMetadata notBeyond(TopicPartition partition, OffsetAndMetadata next) {
    return coverage.isInput(partition) && next.offset() > coverage.end(partition)
        ? new OffsetAndMetadata(coverage.end(partition))
        : next;
  }

  /** Notes how far it stands; what was read to its end is read no more. */
  private void look(TopicPartition partition) {
    if (coverage.isInput(partition)) {
      positionOf(partition).ifPresent(at -> coverage.stand(partition, at));
      if (isAtEnd(partition)) {
        pause(List.of(partition));
      }
    }
  }

  /**
   * Of this consumer alone: one that takes a partition over begins where the other had committed.
   */
  private boolean isAtEnd(TopicPartition partition) {
    if (!coverage.isInput(partition)) {
      return false;
    }
    OptionalLong at = positionOf(partition);
    return at.isPresent() && at.getAsLong() >= coverage.end(partition);
  }

  /** There may be none yet: the next poll finds one, or says what is wrong. */
  private OptionalLong positionOf(TopicPartition partition) {
    try {
      return OptionalLong.of(position(partition, Duration.ZERO));
    } catch (TimeoutException | InvalidOffsetException e) {
      return OptionalLong.empty();
    }
  }

  /** Kafka Streams stops its partitions and lets them go on as its buffers have room. */
  @Override
  public void resume(Collection<TopicPartition> partitions) {
    super.resume(partitions.stream().filter(partition -> !isAtEnd(partition)).toList());
  }

  /** What lies behind the end is nothing to wait for. */
  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    return isAtEnd(partition) ? OptionalLong.of(0) : super.currentLag(partition);
  }

  /** From the beginning, as it is now. */
  private void begin(Set<TopicPartition> partitions) {
    beginningOffsets(partitions)
        .forEach(
            (partition, begin) -> {
              if (coverage.isInput(partition)) {
                coverage.hole(
                    partition, coverage.begin(partition), Math.min(begin, coverage.end(partition)));
              }
              seek(partition, begin);
            });
  }

  /** Goes on behind what was deleted. */
  private void passOver(Map<TopicPartition, Long> lost) {
    beginningOffsets(lost.keySet())
        .forEach(
            (partition, begin) -> {
              long from = lost.getOrDefault(partition, begin);
              // Where nothing begins later, the end itself was lost.
              long next = begin > from ? begin : Math.max(from, end(partition));
              if (coverage.isInput(partition)) {
                coverage.hole(partition, from, Math.min(next, coverage.end(partition)));
              }
              seek(partition, next);
            });
    lost.keySet().forEach(this::look);
  }

  private long end(TopicPartition partition) {
    return coverage.isInput(partition) ? coverage.end(partition) : 0;
  }
}
