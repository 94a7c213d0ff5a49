package io.lapse.cli.quarantine;

import io.lapse.cli.cluster.CommittedRecords;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The entries that are to go back.
 *
 * @param places those that are named; if none are, all that the filter lets through
 */
record Choice(EntryFilter filter, SortedSet<Place> places, SourceTopics sources) {

  /** Takes an entry that is chosen. */
  interface Taker {
    void take(QuarantineEntry entry, ConsumerRecord<byte[], byte[]> stored)
        throws InterruptedException;
  }

  /** Hands on those that are there, of a partition in its order, and names those that are not. */
  void each(CommittedRecords stored, Taker taker, Consumer<Place> missing)
      throws InterruptedException {
    if (places.isEmpty()) {
      stored.each(
          record -> {
            QuarantineEntry entry = QuarantineEntry.of(record);
            if (filter.matches(entry)) {
              taker.take(entry, record);
            }
          });
      return;
    }
    for (Place place : places) {
      Optional<ConsumerRecord<byte[], byte[]>> record =
          stored.at(place.partition(), place.offset());
      if (record.isPresent()) {
        taker.take(QuarantineEntry.of(record.get()), record.get());
      } else {
        missing.accept(place);
      }
    }
  }

  /** Whether an entry came from a topic that the ledger reads: to no other may it go. */
  boolean isInput(QuarantineEntry entry) {
    return sources.contains(entry.topic());
  }
}
