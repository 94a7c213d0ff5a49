package io.lapse.cli.demo;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows the history on its topic, and keeps what stands. Only committed records are read. */
public final class LedgerTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<String, HistoryRecord> consumer;
  private final StandingLedger standing = new StandingLedger();

  /** Follows it from the beginning. */
  public LedgerTopic(String bootstrapServers, Topics topics) {
    Topic<HistoryRecord> ledger = topics.ledger();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest"),
            ledger.keySerde().deserializer(),
            ledger.valueSerde().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(ledger.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Reads on until the standing ledger is the one that is expected.
   *
   * @return whether it came to that in time
   */
  public boolean awaitStanding(List<Entry> expected, Duration timeout) {
    return await(() -> standing.entries().equals(expected), timeout);
  }

  /**
   * Reads on until so many entries stand.
   *
   * @return whether it came to that in time
   */
  public boolean awaitEntries(int count, Duration timeout) {
    return await(() -> standing.entries().size() >= count, timeout);
  }

  private boolean await(BooleanSupplier condition, Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    boolean changed = true;
    while (System.nanoTime() < deadlineNanos) {
      if (changed && condition.getAsBoolean()) {
        return true;
      }
      changed = false;
      for (ConsumerRecord<String, HistoryRecord> stored : consumer.poll(POLL)) {
        standing.add(stored.value());
        changed = true;
      }
    }
    return condition.getAsBoolean();
  }

  /** What stands, as far as it was read. */
  public List<Entry> entries() {
    return standing.entries();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
