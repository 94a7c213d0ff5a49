package io.lapse.cli.export;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.failure.Failure;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.topic.Topic;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** What stands of a history on its topic, up to where the topic ended; in memory. */
final class LedgerTopicSource implements EntrySource {
  private final ClusterOptions cluster;
  private final StandingLedger standing = new StandingLedger();
  private long taken;
  private long refused;

  LedgerTopicSource(ClusterOptions cluster) {
    this.cluster = cluster;
  }

  @Override
  public void read(Consumer<Entry> entries, Consumer<String> complaints)
      throws InterruptedException {
    Topic<HistoryRecord> ledger = cluster.topics().ledger();
    try (CommittedRecords stored = CommittedRecords.of(cluster, ledger.name())) {
      stored.each(record -> take(ledger, record, complaints));
    }
    if (taken == 0 && refused > 0) {
      throw new Failure(ledger.name() + ": no record could be read; expected a history");
    }
    standing.entries().forEach(entries);
  }

  private void take(
      Topic<HistoryRecord> ledger,
      ConsumerRecord<byte[], byte[]> stored,
      Consumer<String> complaints) {
    String problem = problem(ledger, stored);
    if (problem == null) {
      taken++;
    } else {
      refused++;
      complaints.accept(
          ledger.name() + ":" + stored.partition() + ":" + stored.offset() + ": " + problem);
    }
  }

  /** What keeps a record from the books; null: it is in them. */
  private @Nullable String problem(
      Topic<HistoryRecord> ledger, ConsumerRecord<byte[], byte[]> stored) {
    try {
      HistoryRecord read =
          ledger.valueSerde().deserializer().deserialize(ledger.name(), stored.value());
      if (read == null) {
        return "no value; expected a record of the history";
      }
      standing.add(read);
      return null;
    } catch (SerializationException e) {
      return String.valueOf(e.getMessage());
    } catch (IllegalStateException e) {
      return e.getMessage() + "; expected the whole history: are older records gone?";
    }
  }
}
