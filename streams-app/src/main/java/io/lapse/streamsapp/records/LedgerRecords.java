package io.lapse.streamsapp.records;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Records of the topic of the ledger whose offsets are known. */
public final class LedgerRecords {
  /** Records this close to each other are fetched together. */
  private static final long GAP_MAX = 1_000;

  private final TopicReaders readers;
  private final Topic<HistoryRecord> topic;
  private final LongSupplier nanoTime;

  public LedgerRecords(TopicReaders readers, Topic<HistoryRecord> topic, LongSupplier nanoTime) {
    this.readers = readers;
    this.topic = topic;
    this.nanoTime = nanoTime;
  }

  /**
   * A record where it stands.
   *
   * @param appendedMillis Kafka's timestamp
   * @param history null if its bytes are none
   */
  public record Stored(
      String topic,
      int partition,
      long offset,
      long appendedMillis,
      @Nullable HistoryRecord history) {}

  /**
   * Reads them; what has been deleted is left out.
   *
   * @param offsets the least first
   * @param budget for all of it
   * @return in the order of their offsets
   * @throws UnreadException if not all that are there could be read in time
   */
  public List<Stored> at(int partition, long[] offsets, Duration budget) throws UnreadException {
    if (offsets.length == 0) {
      return List.of();
    }
    Deadline deadline = Deadline.in(budget, nanoTime);
    TopicPartition place = new TopicPartition(topic.name(), partition);
    List<ConsumerRecord<byte[], byte[]>> read =
        readers.read(consumer -> read(consumer, place, offsets, deadline));
    return read.stream().map(this::stored).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      Consumer<byte[], byte[]> consumer, TopicPartition place, long[] offsets, Deadline deadline)
      throws UnreadException {
    consumer.assign(List.of(place));
    Long begin = consumer.beginningOffsets(List.of(place), deadline.left()).get(place);
    long oldest = begin == null ? 0 : begin;
    long[] there = Arrays.stream(offsets).filter(offset -> offset >= oldest).toArray();
    Set<Long> wanted = Arrays.stream(there).boxed().collect(Collectors.toSet());
    PartitionReading reading = new PartitionReading(consumer, place, deadline);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(there.length);
    int first = 0;
    while (first < there.length) {
      int last = first;
      while (last + 1 < there.length && there[last + 1] - there[last] <= GAP_MAX) {
        last++;
      }
      reading.read(there[first], there[last] + 1, read -> wanted.contains(read.offset()), found);
      first = last + 1;
    }
    return found;
  }

  private Stored stored(ConsumerRecord<byte[], byte[]> read) {
    return new Stored(
        read.topic(), read.partition(), read.offset(), read.timestamp(), history(read.value()));
  }

  private @Nullable HistoryRecord history(byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    try {
      return topic.valueSerde().deserializer().deserialize(topic.name(), value);
    } catch (SerializationException e) {
      // The board passed over it too, and said so in the log.
      return null;
    }
  }
}
