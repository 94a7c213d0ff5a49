package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ledger, in a JVM of its own, is killed (SIGKILL) in the middle of a publish and started
 * again. Nothing is lost, nothing is there twice: what stands is what an undisturbed fold gives.
 */
class Scenario001KilledLedgerIT {
  private static final int GUESTS = 40;
  private static final int MOVES = 25;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void ledger_killedInTheMiddleOfAPublish_isThatOfAnUndisturbedRun() throws Exception {
    long seed = Long.getLong("lapse.seed", System.nanoTime());
    System.out.println("seed " + seed + "; to repeat: -Dlapse.seed=" + seed);
    List<LedgerInput> events = GeneratedMoves.of(seed, GUESTS, MOVES);
    List<Entry> expected = Replay.run(events, Rules.DEFAULT, false).entries();
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      Path properties = properties(broker);
      List<Entry> found;
      try (LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
        killInTheMiddle(broker, topics, events, ledger, startLedger(properties), expected.size());

        Process second = startLedger(properties);
        ledger.awaitStanding(expected, TIMEOUT);
        found = ledger.entries();
        kill(second);
      }

      assertThat(found.stream().map(EntryJson::write))
          .as("seed " + seed)
          .containsExactlyElementsOf(expected.stream().map(EntryJson::write).toList());
    }
  }

  /** Short time-outs: a killed member is missed, and its transaction aborted, within seconds. */
  private Path properties(EmbeddedBroker broker) throws IOException {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.resolve("state").toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    properties.put("session.timeout.ms", "6000");
    properties.put("heartbeat.interval.ms", "1000");
    properties.put("transaction.timeout.ms", "10000");
    Path file = folder.resolve("ledger.properties");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  private Process startLedger(Path properties) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    File log = folder.resolve("ledger.log").toFile();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.lapse.streamsapp.Main",
            properties.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  /**
   * The ledger has booked a part, and more is on its way to it, when it dies; the last quarter is
   * sent only afterwards, so it cannot have been done.
   */
  private static void killInTheMiddle(
      EmbeddedBroker broker,
      Topics topics,
      List<LedgerInput> events,
      LedgerTopic ledger,
      Process process,
      int entriesInTheEnd)
      throws InterruptedException {
    int half = events.size() / 2;
    int threeQuarters = half + events.size() / 4;
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(config, topics)) {
      events.subList(0, half).forEach(publisher::send);
      publisher.flush();
      boolean partly = ledger.awaitEntries(entriesInTheEnd / 4, TIMEOUT);
      assertThat(partly).as("it booked a part before it was killed").isTrue();
      events.subList(half, threeQuarters).forEach(publisher::send);
      kill(process);
      events.subList(threeQuarters, events.size()).forEach(publisher::send);
      publisher.flush();
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
