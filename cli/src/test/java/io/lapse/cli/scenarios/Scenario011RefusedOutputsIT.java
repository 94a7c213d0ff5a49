package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A topic takes less than what follows from some inputs. Their transactions cannot be committed;
 * the inputs come again, and go to quarantine whole. Everybody else's books are as they should be.
 */
class Scenario011RefusedOutputsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  /** More than any entry of guests with short names, less than two names of the other. */
  private static final int ENTRY_BYTES_MAX = 1_500;

  private static final String LONG_NAME = "g".repeat(1_000);

  @TempDir private Path folder;

  @Test
  void inputsWhoseEntriesTheirTopicRefuses_goToQuarantine_andTheRestIsBooked() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 5, 6);
    List<Entry> expected = Replay.run(events, Rules.DEFAULT, false).entries();
    List<LedgerInput> unwelcome = stopsOfTheLongName(events);
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      limit(broker, topics.ledger().name());
      try (LedgerApp app = LedgerApp.start(config(broker));
          LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics);
          TopicContents<byte[]> quarantine =
              new TopicContents<>(broker.bootstrapServers(), topics.quarantine())) {
        app.awaitRunning(TIMEOUT);

        publish(broker, topics, mixed(events, unwelcome));

        assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
        assertThat(quarantine.await(unwelcome.size(), TIMEOUT)).isTrue();
        quarantine.readToTheEnd();
        assertThat(quarantine.values())
            .containsExactlyInAnyOrderElementsOf(
                unwelcome.stream().map(event -> bytes(topics, event)).toList());
      }
    }
  }

  private static byte[] bytes(Topics topics, LedgerInput event) {
    return topics.hostEvents().valueSerde().serializer().serialize("t", (HostEvent) event);
  }

  /** One at the instant of each of the first events: each opens an outage, and thus an entry. */
  private static List<LedgerInput> stopsOfTheLongName(List<LedgerInput> events) {
    List<LedgerInput> stops = new ArrayList<>();
    for (LedgerInput event : events.subList(0, 4)) {
      Stamp stamp = event.stamp();
      stops.add(
          new HostEvent.Stopped(
              new Envelope(LONG_NAME, "host-1", stamp, Source.QMP, null),
              StopReason.MIGRATE,
              null));
    }
    return stops;
  }

  private static List<LedgerInput> mixed(List<LedgerInput> events, List<LedgerInput> unwelcome) {
    List<LedgerInput> mixed = new ArrayList<>(events);
    for (int i = 0; i < unwelcome.size(); i++) {
      mixed.add(i * 5, unwelcome.get(i));
    }
    return mixed;
  }

  private static void limit(EmbeddedBroker broker, String topic) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(ENTRY_BYTES_MAX));
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET))))
          .all()
          .get();
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
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    properties.put("transaction.timeout.ms", "10000");
    // The topic is to refuse single records: not batches, and not what compression makes small.
    properties.put("producer.batch.size", "1000");
    properties.put("producer.compression.type", "none");
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "1000");
    return new AppConfig(properties);
  }
}
