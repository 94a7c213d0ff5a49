package io.lapse.producers.cloudevents;

import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** A topic as it is read: its partitions, how far, and whether it is there. */
final class TopicReading {
  private static final Duration ASKED_AGAIN = Duration.ofSeconds(30);
  private static final Duration ANSWERED = Duration.ofSeconds(10);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final FeedDesk desk;
  private final TopicPosition position;
  private Set<TopicPartition> assigned = Set.of();
  private boolean isUp;
  private long askedNanos;

  TopicReading(Consumer<byte[], byte[]> consumer, String topic, FeedDesk desk) {
    this.consumer = consumer;
    this.topic = topic;
    this.desk = desk;
    this.position = TopicPosition.parse(desk.position());
  }

  /**
   * Whether there is a topic to read. Kafka is asked now and then: a consumer alone would wait for
   * a broker that is gone, and never see a partition that is new.
   */
  boolean isAssigned() {
    if (isUp && System.nanoTime() - askedNanos < ASKED_AGAIN.toNanos()) {
      return true;
    }
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWERED);
    if (partitions == null || partitions.isEmpty()) {
      lost("there is no topic " + topic);
      return false;
    }
    Set<TopicPartition> found = new HashSet<>();
    partitions.forEach(partition -> found.add(new TopicPartition(topic, partition.partition())));
    consumer.endOffsets(found, ANSWERED);
    if (!found.equals(assigned)) {
      consumer.assign(found);
      found.forEach(this::seek);
      assigned = found;
    }
    askedNanos = System.nanoTime();
    if (!isUp) {
      isUp = true;
      desk.up();
    }
    return true;
  }

  private void seek(TopicPartition partition) {
    Long next = position.of(partition.partition());
    if (next == null) {
      consumer.seekToBeginning(List.of(partition));
    } else {
      consumer.seek(partition, next);
    }
  }

  void lost(String why) {
    isUp = false;
    desk.down(why);
  }

  ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
    try {
      return consumer.poll(atMost);
    } catch (OffsetOutOfRangeException e) {
      startOver(e);
      return ConsumerRecords.empty();
    }
  }

  /** Whether anything was read. */
  boolean moveTo(Map<TopicPartition, OffsetAndMetadata> next) {
    String before = position();
    next.forEach((partition, offset) -> position.put(partition.partition(), offset.offset()));
    return !position().equals(before);
  }

  String position() {
    return position.toString();
  }

  /** Records that were to be read are gone, or the topic is another of the same name. */
  private void startOver(OffsetOutOfRangeException e) {
    Map<TopicPartition, Long> beginnings =
        consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet(), ANSWERED);
    e.offsetOutOfRangePartitions()
        .forEach(
            (partition, wanted) -> {
              long beginning = beginnings.getOrDefault(partition, 0L);
              String message = "offset " + wanted + " is no longer there: reading goes on at ";
              desk.report(
                  Problem.warning(new Location(partition.toString(), 0), message + beginning));
              position.put(partition.partition(), beginning);
              consumer.seek(partition, beginning);
            });
  }
}
