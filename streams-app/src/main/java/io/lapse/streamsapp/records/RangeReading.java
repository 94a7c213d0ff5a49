package io.lapse.streamsapp.records;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads ranges of a partition. */
interface RangeReading {

  /**
   * Hands on the records from one offset up to another, in their order.
   *
   * @param wanted which of them; asked of each
   * @param into takes them
   * @throws UnreadException if they do not come in time
   */
  void read(
      long from,
      long toExclusive,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      List<ConsumerRecord<byte[], byte[]>> into)
      throws UnreadException;
}
