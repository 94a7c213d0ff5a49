package io.lapse.streamsapp.records;

import io.lapse.schemas.topic.Topic;
import io.lapse.streamsapp.records.UnreadException.Why;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a guest on the topics of inputs: its partition of each is read backwards, the
 * one that has come least far back first, until enough was found or the budget is spent.
 *
 * <p>The newest come first, by when they were appended; those of one topic always in its order.
 */
public final class GuestEvents {
  private static final Duration BUDGET = Duration.ofMillis(1_500);
  private static final long OFFSETS_MAX = 200_000;

  private final TopicReaders readers;
  private final List<Topic<?>> topics;
  private final LongSupplier nanoTime;

  /** Read with these consumers; {@code topics} have equally many partitions. */
  public GuestEvents(TopicReaders readers, List<Topic<?>> topics, LongSupplier nanoTime) {
    this.readers = readers;
    this.topics = List.copyOf(topics);
    this.nanoTime = nanoTime;
  }

  /**
   * A page.
   *
   * @param records the newest first
   * @param isComplete whether all topics were read down to where they begin
   * @param next null if there is nothing further down
   */
  public record Page(
      List<ConsumerRecord<byte[], byte[]>> records,
      boolean isComplete,
      @Nullable EventCursor next) {
    public Page {
      records = List.copyOf(records);
    }
  }

  /**
   * Reads a page.
   *
   * @param limit at most so many
   * @param from null from the ends of the topics
   * @throws UnreadException if nothing could be read
   */
  public Page page(String guest, int limit, @Nullable EventCursor from) throws UnreadException {
    Deadline deadline = Deadline.in(BUDGET, nanoTime);
    EventCursor begin = from == null ? EventCursor.fromEnds(topics.size()) : from;
    return readers.read(consumer -> page(limit, scans(consumer, guest, begin, deadline), deadline));
  }

  private List<TopicScan> scans(
      Consumer<byte[], byte[]> consumer, String guest, EventCursor from, Deadline deadline)
      throws UnreadException {
    byte[] key = guest.getBytes(StandardCharsets.UTF_8);
    int partition = partition(consumer, key, deadline);
    List<TopicPartition> places =
        topics.stream().map(topic -> new TopicPartition(topic.name(), partition)).toList();
    consumer.assign(places);
    consumer.pause(places);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(places, deadline.left());
    Map<TopicPartition, Long> ends = consumer.endOffsets(places, deadline.left());
    Predicate<ConsumerRecord<byte[], byte[]>> ofGuest = read -> Arrays.equals(read.key(), key);
    List<TopicScan> scans = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      TopicPartition place = places.get(i);
      long end = ends.getOrDefault(place, 0L);
      // A poll wants a position of each partition, also of one that is paused.
      consumer.seek(place, end);
      Long before = from.before().get(i);
      scans.add(
          new TopicScan(
              new PartitionReading(consumer, place, deadline),
              ofGuest,
              begins.getOrDefault(place, 0L),
              before == null ? end : Math.min(before, end)));
    }
    return scans;
  }

  /** Where Kafka's own partitioner puts the guest, as all that write do. */
  private int partition(Consumer<byte[], byte[]> consumer, byte[] key, Deadline deadline)
      throws UnreadException {
    String topic = topics.get(0).name();
    List<PartitionInfo> partitions = consumer.partitionsFor(topic, deadline.left());
    if (partitions == null || partitions.isEmpty()) {
      throw new UnreadException(Why.UNREADABLE, "there is no topic " + topic);
    }
    return Utils.toPositive(Utils.murmur2(key)) % partitions.size();
  }

  static Page page(int limit, List<TopicScan> scans, Deadline deadline) throws UnreadException {
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    long offsetsLeft = OFFSETS_MAX;
    while (taken.size() < limit) {
      TopicScan newest = newest(scans);
      TopicScan unknown = leastFarBack(scans);
      boolean isNext = newest != null && newest.headMillis() >= reachedMillis(unknown);
      boolean isSpent = offsetsLeft <= 0 || deadline.isOver();
      if (newest != null && (isNext || isSpent)) {
        taken.add(newest.take());
      } else if (unknown == null || isSpent) {
        break;
      } else {
        offsetsLeft -= readDown(unknown, offsetsLeft, deadline);
      }
    }
    boolean isComplete = scans.stream().allMatch(TopicScan::isDone);
    if (taken.isEmpty() && scans.stream().noneMatch(TopicScan::hasMoved) && !isComplete) {
      throw new UnreadException(Why.TOO_SLOW, "the topics of events were not read in time");
    }
    return new Page(taken, isComplete, isComplete ? null : cursor(scans));
  }

  /** What a piece that did not come in time had is read again, from the cursor. */
  private static long readDown(TopicScan scan, long offsetsMax, Deadline deadline)
      throws UnreadException {
    try {
      return scan.readDown(offsetsMax);
    } catch (UnreadException e) {
      if (e.why() == Why.TOO_SLOW && deadline.isOver()) {
        return 0;
      }
      throw e;
    }
  }

  private static EventCursor cursor(List<TopicScan> scans) {
    return new EventCursor(scans.stream().<@Nullable Long>map(TopicScan::before).toList());
  }

  /** Of those that know their next record, the one whose is the newest; null if none does. */
  private static @Nullable TopicScan newest(List<TopicScan> scans) {
    return scans.stream()
        .filter(TopicScan::hasHead)
        .max(Comparator.comparingLong(TopicScan::headMillis))
        .orElse(null);
  }

  /** Of those that have yet to look for their next record, the one to look first. */
  private static @Nullable TopicScan leastFarBack(List<TopicScan> scans) {
    return scans.stream()
        .filter(scan -> !scan.hasHead() && !scan.isAtBegin())
        .max(Comparator.comparingLong(TopicScan::reachedMillis))
        .orElse(null);
  }

  private static long reachedMillis(@Nullable TopicScan scan) {
    return scan == null ? Long.MIN_VALUE : scan.reachedMillis();
  }
}
