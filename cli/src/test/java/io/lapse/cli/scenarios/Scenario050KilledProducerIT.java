package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code lapse produce}, in a JVM of its own, is killed (SIGKILL) again and again in mid-file.
 * Meanwhile the file is rotated, once under its eyes and once behind its back, and copied and cut.
 */
class Scenario050KilledProducerIT {
  private static final long PAST_NANOS = 1_750_000_000_000_000_000L;
  private static final long PAST_SECONDS = 1_750_000_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void ledger_isThatOfTheFile_howeverOftenTheProducerIsKilled() throws Exception {
    long seed = seed();
    GrowingLog file =
        GrowingLog.jsonl(
            folder.resolve("events.jsonl"), GeneratedMoves.of(seed, 40, 60, PAST_NANOS));

    survive(10, file, seed);
  }

  /** What a line means depends on lines that another life of the process has read. */
  @Test
  void ledger_isThatOfAQmpLog_howeverOftenTheProducerIsKilled() throws Exception {
    long seed = seed();
    GrowingLog file =
        GrowingLog.qmp(
            folder.resolve("qmp.log"), "guest-0", GeneratedQmp.of(seed, 100, PAST_SECONDS));

    survive(4, file, seed);
  }

  private static long seed() {
    long seed = Long.getLong("lapse.seed", System.nanoTime());
    System.out.println("seed " + seed + "; to repeat: -Dlapse.seed=" + seed);
    return seed;
  }

  private void survive(int kills, GrowingLog file, long seed) throws Exception {
    Random random = new Random(seed);
    Topics topics = Topics.standard();
    List<LedgerInput> events = file.events();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      try (ProducerProcess producer =
              new ProducerProcess(
                  file.source(), folder, broker.bootstrapServers(), file.input(), Map.of());
          TopicContents<HostEvent> topic =
              new TopicContents<>(broker.bootstrapServers(), topics.hostEvents())) {
        for (int kill = 1; kill <= kills; kill++) {
          producer.start();
          writeUntilSomeCame(file, topic, random, 1 + random.nextInt(80));
          if (kill == kills / 3) {
            file.rotate();
            file.write(random.nextInt(3_000));
          } else if (kill == kills * 3 / 4) {
            file.copyAndTruncate();
            file.write(random.nextInt(3_000));
          }
          producer.kill();
          if (kill == kills / 2) {
            file.rotate();
          }
        }
        file.write(file.size());
        producer.start();
        awaitAll(topic, events, seed, producer);
        int exitCode = producer.stop();
        topic.readToTheEnd();

        assertThat(exitCode).isZero();
        assertThat(ids(topic.values())).as("seed " + seed).isEqualTo(ids(events));
        assertThat(ledger(topic.values())).as("seed " + seed).isEqualTo(ledger(events));
      }
    }
  }

  /** A piece of a line or some lines at a time, so that the kill comes in between. */
  private static void writeUntilSomeCame(
      GrowingLog file, TopicContents<HostEvent> topic, Random random, int count)
      throws IOException {
    int wanted = topic.values().size() + count;
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (topic.values().size() < wanted && System.nanoTime() < deadlineNanos) {
      if (!file.isNearlyWhole()) {
        file.write(random.nextInt(1_500));
      }
      topic.await(wanted, Duration.ofMillis(50));
    }
    assertThat(topic.values()).hasSizeGreaterThanOrEqualTo(wanted);
  }

  private static void awaitAll(
      TopicContents<HostEvent> topic, List<LedgerInput> events, long seed, ProducerProcess producer)
      throws Exception {
    Set<String> wanted = ids(events);
    topic.await(read -> ids(read).equals(wanted), TIMEOUT);
    wanted.removeAll(ids(topic.values()));
    assertThat(wanted).as("missing, seed %d; it printed: %s", seed, producer.log()).isEmpty();
  }

  private static Set<String> ids(Collection<? extends LedgerInput> events) {
    return events.stream().map(event -> event.id().toString()).collect(Collectors.toSet());
  }

  private static String ledger(Collection<? extends LedgerInput> events) {
    List<LedgerInput> sorted = new ArrayList<>(events);
    sorted.sort(InputOrder.PUBLISH);
    return Replay.run(sorted, Rules.DEFAULT, false).entries().stream()
        .map(EntryJson::write)
        .collect(Collectors.joining("\n"));
  }
}
