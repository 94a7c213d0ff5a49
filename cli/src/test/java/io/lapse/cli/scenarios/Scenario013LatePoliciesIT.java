package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.ledger.account.Entry;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet is judged by a policy that was there first, by one that came after its outages, while the
 * ledger ran and was killed at once, and by one that came while it was down. What stands is what a
 * replay gives that knew them all from the start.
 */
class Scenario013LatePoliciesIT {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final String FIRST = "{\"version\": 1, \"threshold_ns\": \"20ms\"}";
  private static final String LATE =
      "{\"version\": 2, \"effective_from_tai_ns\": %d, \"blackout_limit_ns\": \"50ms\"}";
  private static final String WHILE_DOWN =
      "{\"version\": 3, \"effective_from_tai_ns\": %d, \"tolerance_ns\": \"1s\"}";

  @TempDir private Path folder;

  private Path fleet;

  @Test
  void policies_beforeAndAfterTheirOutages_giveTheLedgerOfAReplay() throws Exception {
    fleet = folder.resolve("fleet");
    run(
        "fleet",
        "--guests",
        "30",
        "--hosts",
        "5",
        "--days",
        "1",
        "--gap",
        "2h",
        "--seed",
        "7",
        "--out",
        fleet);
    List<Entry> unjudged = replay();
    long oneThird = restartNanos(unjudged, unjudged.size() / 3);
    long twoThirds = restartNanos(unjudged, unjudged.size() * 2 / 3);
    String late = LATE.formatted(oneThird);
    String whileDown = WHILE_DOWN.formatted(twoThirds);
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 2);
      Path properties = properties(broker);
      publish(broker, "--policy", file(FIRST), "--manifest", fleet.resolve("manifest.json"));
      try (LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
        ChildJvm first = start(properties);
        try {
          assertStands(ledger, replay(FIRST));
          publish(broker, "--policy", file(late));
        } finally {
          first.close();
        }
        publish(broker, "--policy", file(whileDown));
        List<Entry> expected = replay(FIRST, late, whileDown);
        ChildJvm second = start(properties);
        try {
          assertStands(ledger, expected);
        } finally {
          second.close();
        }
        assertThat(expected)
            .extracting(Entry::policy)
            .contains("default@1", "default@2", "default@3");
      }
      assertThat(
              run(
                  "publish",
                  "--bootstrap-server",
                  broker.bootstrapServers(),
                  "--policy",
                  file(late)))
          .isEqualTo("published 0 policies; 1 were there already\n");
      assertThat(
              Cli.run(
                      "publish",
                      "--bootstrap-server",
                      broker.bootstrapServers(),
                      "--policy",
                      "threshold_ns=1")
                  .err())
          .contains("lapse.policies: default@1 is there already, and says something else");
    }
  }

  private void assertStands(LedgerTopic ledger, List<Entry> expected) {
    ledger.awaitStanding(expected, TIMEOUT);

    assertThat(ledger.entries().stream().map(EntryJson::write))
        .containsExactlyElementsOf(expected.stream().map(EntryJson::write).toList());
  }

  /** What a replay of the fleet under these policies leaves. */
  private List<Entry> replay(String... policies) throws IOException {
    Path out = folder.resolve("replay-" + policies.length);
    List<Object> arguments = new ArrayList<>(List.of("replay", "--manifest"));
    arguments.add(fleet.resolve("manifest.json"));
    if (policies.length > 0) {
      arguments.addAll(List.of("--policy", file("[" + String.join(",", policies) + "]")));
    }
    arguments.addAll(List.of("--out", out));
    run(arguments.toArray());
    return Files.readAllLines(out.resolve("ledger.jsonl")).stream().map(EntryJson::read).toList();
  }

  private static long restartNanos(List<Entry> entries, int index) {
    return entries.stream()
        .filter(entry -> entry.restartedAt() != null)
        .mapToLong(entry -> entry.restartedAt().nanos())
        .sorted()
        .skip(index)
        .findFirst()
        .orElseThrow();
  }

  private static void publish(EmbeddedBroker broker, Object... what) {
    List<Object> arguments = new ArrayList<>(List.of("publish", "--bootstrap-server"));
    arguments.add(broker.bootstrapServers());
    arguments.addAll(List.of(what));
    run(arguments.toArray());
  }

  private static String run(Object... arguments) {
    Cli.Result result = Cli.run(arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }

  private Path file(String policies) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "policies", ".json"), policies);
  }

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

  private ChildJvm start(Path properties) throws IOException {
    return ChildJvm.start(
        folder.resolve("ledger.log"),
        List.of("-Xmx256m"),
        "io.lapse.streamsapp.Main",
        properties.toString());
  }
}
