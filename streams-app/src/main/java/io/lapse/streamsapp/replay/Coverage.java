package io.lapse.streamsapp.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How much of the inputs was read, up to the ends that were captured, and what of it was gone. The
 * last offset of a partition may be the marker of a transaction, or belong to one that was aborted:
 * no record is ever read there, so what counts is how far the reader stands.
 *
 * <p>Any thread may add and ask.
 */
public final class Coverage {
  private final Map<TopicPartition, InputRange> ranges;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** The last record of each that was handed to the fold. */
  private final Map<TopicPartition, Long> delivered = new HashMap<>();

  private final Set<Hole> holes = new HashSet<>();

  /** Of these inputs; what was gone before the capture is a hole. */
  public Coverage(Map<TopicPartition, InputRange> ranges) {
    this.ranges = Map.copyOf(ranges);
    ranges.forEach(
        (partition, range) -> {
          positions.put(partition, range.begin());
          hole(partition, 0, range.begin());
        });
  }

  /** Whether it is one of the inputs. */
  boolean isInput(TopicPartition partition) {
    return ranges.containsKey(partition);
  }

  /** Where an input was found to begin. */
  long begin(TopicPartition partition) {
    return range(partition).begin();
  }

  /** What lies from here on is not folded. */
  long end(TopicPartition partition) {
    return range(partition).end();
  }

  private InputRange range(TopicPartition partition) {
    return Objects.requireNonNull(ranges.get(partition), partition.toString());
  }

  /** Whether all of an input was handed to the fold. */
  synchronized boolean isRead(TopicPartition partition) {
    return Objects.requireNonNull(positions.get(partition)) >= end(partition);
  }

  /** A record was handed to the fold. */
  synchronized void deliver(TopicPartition partition, long offset) {
    delivered.merge(partition, offset, Math::max);
  }

  /** The reader stands here: what lies before was handed to the fold, or can never be read. */
  synchronized void stand(TopicPartition partition, long offset) {
    positions.merge(partition, offset, Math::max);
  }

  /** Offsets are gone. */
  synchronized void hole(TopicPartition partition, long from, long to) {
    if (from < to) {
      holes.add(new Hole(partition, from, to));
    }
  }

  /** What is gone, by topic, partition and offset. */
  public synchronized List<Hole> holes() {
    List<Hole> sorted = new ArrayList<>(holes);
    sorted.sort(
        Comparator.comparing((Hole hole) -> hole.partition().topic())
            .thenComparing(hole -> hole.partition().partition())
            .thenComparing(Hole::from));
    return sorted;
  }

  /** So many offsets are to be read. */
  public long total() {
    return ranges.values().stream().mapToLong(InputRange::length).sum();
  }

  /** So many of them were. */
  public synchronized long read() {
    return ranges.entrySet().stream()
        .mapToLong(
            input ->
                Math.min(
                        Objects.requireNonNull(positions.get(input.getKey())),
                        input.getValue().end())
                    - input.getValue().begin())
        .map(read -> Math.max(0, read))
        .sum();
  }

  /**
   * Whether all inputs were read, and what follows from them is committed.
   *
   * @param committed how far the group is, by partition
   */
  public synchronized boolean isDone(Map<TopicPartition, OffsetAndMetadata> committed) {
    return ranges.keySet().stream().allMatch(this::isRead)
        && delivered.entrySet().stream()
            .allMatch(last -> isPast(committed.get(last.getKey()), last.getValue()));
  }

  private static boolean isPast(@Nullable OffsetAndMetadata committed, long last) {
    return committed != null && committed.offset() > last;
  }

  /** The inputs, by topic and partition. */
  public Map<TopicPartition, InputRange> ranges() {
    Map<TopicPartition, InputRange> sorted =
        new TreeMap<>(
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    sorted.putAll(ranges);
    return sorted;
  }
}
