package io.lapse.streamsapp.records;

import io.lapse.streamsapp.records.UnreadException.Why;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads with a consumer that is assigned to the partition. Others that it is assigned to must be
 * paused, and this one is paused afterwards.
 */
final class PartitionReading implements RangeReading {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicPartition partition;
  private final Deadline deadline;

  PartitionReading(Consumer<byte[], byte[]> consumer, TopicPartition partition, Deadline deadline) {
    this.consumer = consumer;
    this.partition = partition;
    this.deadline = deadline;
  }

  @Override
  public void read(
      long from,
      long toExclusive,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      List<ConsumerRecord<byte[], byte[]>> into)
      throws UnreadException {
    consumer.seek(partition, from);
    consumer.resume(List.of(partition));
    // The marks of transactions have offsets and are no records: the position says how far it is.
    while (consumer.position(partition, deadline.left()) < toExclusive) {
      if (deadline.isOver()) {
        throw new UnreadException(
            Why.TOO_SLOW, partition + " was not read in time up to offset " + toExclusive);
      }
      for (ConsumerRecord<byte[], byte[]> read :
          consumer.poll(deadline.atMost(POLL)).records(partition)) {
        if (read.offset() < toExclusive && wanted.test(read)) {
          into.add(read);
        }
      }
    }
    consumer.pause(List.of(partition));
  }
}
