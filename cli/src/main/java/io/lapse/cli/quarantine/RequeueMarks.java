package io.lapse.cli.quarantine;

import io.lapse.cli.cluster.Answers;
import io.lapse.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Which entries were sent back. They are the metadata of a consumer group's offsets on the
 * quarantine's topic: kept by Kafka, and committed in the transaction that sends.
 */
final class RequeueMarks {
  /**
   * Brokers take 4,096 bytes unless they are told otherwise ({@code offset.metadata.max.bytes}).
   */
  private static final int METADATA_CHARS_MAX = 4_000;

  private final String topic;
  private final Map<Integer, OffsetRanges> byPartition = new TreeMap<>();

  private RequeueMarks(String topic) {
    this.topic = topic;
  }

  /** The group whose offsets they are, and the transactional id of who writes them. */
  static String group(Topics topics) {
    return topics.quarantine().name() + "-requeued";
  }

  /** Reads them; those of a transaction that is under way are waited for. */
  static RequeueMarks read(Admin admin, Topics topics) throws InterruptedException {
    RequeueMarks marks = new RequeueMarks(topics.quarantine().name());
    Map<TopicPartition, @Nullable OffsetAndMetadata> offsets =
        Answers.of(
            admin
                .listConsumerGroupOffsets(
                    group(topics), new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(),
            "the group " + group(topics));
    offsets.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(marks.topic) && offset != null) {
            marks.byPartition.put(partition.partition(), OffsetRanges.parse(offset.metadata()));
          }
        });
    return marks;
  }

  boolean contains(Place place) {
    OffsetRanges ranges = byPartition.get(place.partition());
    return ranges != null && ranges.contains(place.offset());
  }

  void add(Place place) {
    byPartition
        .computeIfAbsent(place.partition(), partition -> new OffsetRanges())
        .add(place.offset());
  }

  /** What the group commits. */
  Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    byPartition.forEach(
        (partition, ranges) ->
            offsets.put(
                new TopicPartition(topic, partition),
                new OffsetAndMetadata(ranges.end(), ranges.text(METADATA_CHARS_MAX))));
    return offsets;
  }
}
