package io.lapse.cli.container;

import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What stands in a topic of histories, as lines of {@code ledger.jsonl}. */
final class StandingTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  private final KafkaConsumer<String, HistoryRecord> consumer;
  private final StandingLedger standing = new StandingLedger();

  StandingTopic(Map<String, ?> client, Topic<HistoryRecord> topic) {
    Map<String, Object> config = new HashMap<>(client);
    config.put("isolation.level", "read_committed");
    consumer =
        new KafkaConsumer<>(
            config, topic.keySerde().deserializer(), topic.valueSerde().deserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads on until so many entries stand, or the time is over. */
  List<String> await(int count, Duration timeout) {
    long deadlineNanos = System.nanoTime() + timeout.toNanos();
    while (standing.entries().size() < count && System.nanoTime() - deadlineNanos < 0) {
      consumer.poll(POLL).forEach(read -> standing.add(read.value()));
    }
    return standing.entries().stream().map(EntryJson::write).toList();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
