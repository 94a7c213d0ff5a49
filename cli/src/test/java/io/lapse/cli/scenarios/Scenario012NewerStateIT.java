package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In the middle of an upgrade, an instance gets a guest whose state a newer one wrote. It ends; the
 * guest's inputs are left for those that can read the state.
 */
class Scenario012NewerStateIT {
  private static final String CHANGELOG = "lapse-ledger-guest-state-changelog";

  /** The mark of the encoding, the fingerprint of a schema that nobody has, and some data. */
  private static final byte[] NEWER_STATE = HexFormat.of().parseHex("c3010123456789abcdef0002");

  @TempDir private Path folder;

  @Test
  void ledger_thatCannotReadAStateOfANewerOne_ends_andLeavesTheInputs() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 1, 2);
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      writeNewerState(broker, events.get(0).guest());
      CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> run(broker));

      publish(broker, topics, events);

      assertThat(status.get(90, TimeUnit.SECONDS)).isEqualTo(1);
      assertThat(contents(broker, topics)).isEmpty();
    }
  }

  private int run(EmbeddedBroker broker) {
    try {
      return LedgerService.run(config(broker));
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is in quarantine and in the ledger. */
  private static List<Object> contents(EmbeddedBroker broker, Topics topics) {
    try (TopicContents<byte[]> quarantine =
            new TopicContents<>(broker.bootstrapServers(), topics.quarantine());
        TopicContents<?> ledger = new TopicContents<>(broker.bootstrapServers(), topics.ledger())) {
      quarantine.readToTheEnd();
      ledger.readToTheEnd();
      return List.of(quarantine.values(), ledger.values()).stream()
          .<Object>flatMap(List::stream)
          .toList();
    }
  }

  private static void writeNewerState(EmbeddedBroker broker, String guest) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      NewTopic changelog = new NewTopic(CHANGELOG, 1, (short) 1);
      admin
          .createTopics(List.of(changelog.configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();
      byte[] key = guest.getBytes(StandardCharsets.UTF_8);
      producer.send(new ProducerRecord<>(CHANGELOG, key, NEWER_STATE)).get();
    }
  }

  private static void publish(EmbeddedBroker broker, Topics topics, List<LedgerInput> events) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(config, topics)) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }

  private AppConfig config(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.toString());
    properties.put("replication.factor", "1");
    return new AppConfig(properties);
  }
}
