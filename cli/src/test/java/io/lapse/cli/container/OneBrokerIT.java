package io.lapse.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The image of a broker as anybody runs it: what is published there becomes the books of a replay.
 */
@Needs(Machine.DOCKER)
class OneBrokerIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Path LOG = Path.of("target/deployment/one-broker.log");

  @TempDir private Path folder;

  @Test
  void ledger_ofARecordingInAContainer_isThatOfItsReplay() throws Exception {
    Path manifest = Cli.manifest("C_live6");
    Cli.run("replay", "--manifest", manifest, "--out", folder.resolve("replayed"));
    List<String> expected = Files.readAllLines(folder.resolve("replayed/ledger.jsonl"));
    Topics topics = Topics.named("lapse.");
    try (KafkaContainer broker = new KafkaContainer(BrokerContainer.IMAGE)) {
      broker
          .withLabel("io.lapse.test", "broker")
          .withEnv("KAFKA_HEAP_OPTS", "-Xmx320m")
          // 50 each by default, made when the first transaction begins.
          .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "3")
          .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "3")
          .withLogConsumer(OneBrokerIT::keep);
      // Its start script may be run while it is still being written (testcontainers-java 11682).
      broker.withStartupAttempts(3);
      broker.start();
      String server = broker.getBootstrapServers();
      Cli.Result created =
          Cli.run("topics", "create", "--bootstrap-server", server, "--partitions", 2);

      try (LedgerApp app = LedgerApp.start(new AppConfig(properties(server)));
          LedgerTopic ledger = new LedgerTopic(server, topics)) {
        app.awaitRunning(TIMEOUT);
        Cli.Result published =
            Cli.run("publish", "--bootstrap-server", server, "--manifest", manifest);
        ledger.awaitEntries(expected.size(), TIMEOUT);
        List<String> found = ledger.entries().stream().map(EntryJson::write).toList();

        assertThat(created.out()).contains("lapse.ledger");
        assertThat(published.out()).contains("published");
        assertThat(found).containsExactlyElementsOf(expected);
      }
    }
  }

  /** For whoever looks into a failure. */
  private static void keep(OutputFrame printed) {
    try {
      Files.writeString(
          Files.createDirectories(LOG.getParent()).resolve(LOG.getFileName()),
          printed.getUtf8String(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Properties properties(String server) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", server);
    properties.put("state.dir", folder.resolve("state").toString());
    properties.put("replication.factor", "1");
    return properties;
  }
}
