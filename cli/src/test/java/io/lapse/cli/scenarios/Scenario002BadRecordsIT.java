package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are nobody's, among events: they end in quarantine, and stop nothing. */
class Scenario002BadRecordsIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final byte[] GARBAGE = "no event at all".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void garbage_goesToQuarantine_asItCame_andTheRestIsBooked() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 3, 4);
    List<Entry> expected = Replay.run(events, Rules.DEFAULT, false).entries();
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      try (LedgerApp app = LedgerApp.start(config(broker));
          LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
        app.awaitRunning(TIMEOUT);

        produce(broker, topics, events);

        assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
        List<ConsumerRecord<byte[], byte[]>> refused = quarantined(broker, topics, events.size());
        assertThat(refused)
            .allSatisfy(stored -> assertThat(stored.value()).isEqualTo(GARBAGE))
            .allSatisfy(
                stored ->
                    assertThat(headers(stored))
                        .containsEntry("lapse.reason", "UNDECODABLE")
                        .containsEntry("lapse.topic", "lapse.host-events")
                        .containsKeys("lapse.partition", "lapse.offset")
                        .hasEntrySatisfying(
                            "lapse.explanation",
                            why -> assertThat(why).startsWith("expected a HostEventRecord")));
      }
    }
  }

  @Test
  void keyThatIsNoText_goesToQuarantine_asItCame() throws Exception {
    HostEvent event = (HostEvent) GeneratedMoves.of(7, 1, 1).get(0);
    byte[] key = {'v', (byte) 0xff};
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      try (LedgerApp app = LedgerApp.start(config(broker))) {
        app.awaitRunning(TIMEOUT);

        String topic = topics.hostEvents().name();
        byte[] value = topics.hostEvents().valueSerde().serializer().serialize(topic, event);
        produce(broker, new ProducerRecord<>(topic, key, value));

        ConsumerRecord<byte[], byte[]> refused = quarantined(broker, topics, 1).get(0);
        assertThat(refused.key()).isEqualTo(key);
        assertThat(refused.value()).isEqualTo(value);
        assertThat(headers(refused)).containsEntry("lapse.reason", "UNDECODABLE");
      }
    }
  }

  private static void produce(EmbeddedBroker broker, ProducerRecord<byte[], byte[]> single)
      throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(single).get();
    }
  }

  private AppConfig config(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    return new AppConfig(properties);
  }

  /** One record of garbage before each event. */
  @SuppressWarnings("FutureReturnValueIgnored") // Closing the producer waits for all of them.
  private static void produce(EmbeddedBroker broker, Topics topics, List<LedgerInput> events) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    String topic = topics.hostEvents().name();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      for (LedgerInput event : events) {
        byte[] bytes =
            topics.hostEvents().valueSerde().serializer().serialize(topic, (HostEvent) event);
        producer.send(new ProducerRecord<>(topic, event.guest(), GARBAGE));
        producer.send(new ProducerRecord<>(topic, event.guest(), bytes));
      }
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> quarantined(
      EmbeddedBroker broker, Topics topics, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker.bootstrapServers(),
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<byte[], byte[]>> refused = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topics.quarantine().name(), 0)));
      long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
      while (refused.size() < count && System.nanoTime() < deadlineNanos) {
        consumer.poll(Duration.ofMillis(100)).forEach(refused::add);
      }
    }
    assertThat(refused).hasSize(count);
    return refused;
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> stored) {
    Map<String, String> headers = new HashMap<>();
    stored
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }
}
