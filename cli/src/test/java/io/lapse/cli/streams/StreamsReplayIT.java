package io.lapse.cli.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.Lapse;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.topic.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live ledger's history is folded once more, through Kafka. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StreamsReplayIT {
  private static EmbeddedBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private Path manifest() {
    return folder.resolve("run").resolve("manifest.json");
  }

  private List<LedgerInput> fleet() {
    Cli.Result made =
        Cli.run(
            "fleet",
            "--guests",
            30,
            "--hosts",
            5,
            "--days",
            2,
            "--seed",
            7,
            "--out",
            folder.resolve("run"));
    assertThat(made.exitCode()).as(made.err()).isZero();
    return Recordings.read(Manifest.load(manifest())).inputs();
  }

  @Test
  void replay_whileMoreIsPublished_equalsTheLiveLedger_andTouchesNothingOfIt() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "same", folder);
    live.publish(fleet());
    List<String> expected = live.runToTheEnd();
    Map<TopicPartition, Long> before = live.ends();
    Map<TopicPartition, Long> committedBefore = live.committed();

    CapturedMoment captured = new CapturedMoment(live);
    StringWriter out = new StringWriter();
    String[] words = {
      "streams",
      "--properties",
      live.properties().toString(),
      "--replay",
      "--replay-id",
      "a",
      "--json"
    };
    int exitCode = Lapse.run(words, new PrintWriter(out), new PrintWriter(captured));
    long published = captured.stop();

    assertThat(exitCode).as(captured.toString()).isZero();
    assertThat(expected).hasSizeGreaterThan(20).anyMatch(line -> line.contains("EMULATED"));
    assertThat(out.toString().lines().toList()).isEqualTo(expected);
    assertThat(published).isGreaterThan(50);
    Map<TopicPartition, Long> after = live.ends();
    String hostEvents = live.topics().hostEvents().name();
    assertThat(sum(after, hostEvents) - sum(before, hostEvents)).isEqualTo(published);
    before.keySet().removeIf(partition -> partition.topic().equals(hostEvents));
    after.keySet().removeIf(partition -> partition.topic().equals(hostEvents));
    assertThat(after).isEqualTo(before);
    assertThat(live.committed()).isEqualTo(committedBefore);
    try (Admin admin = live.admin()) {
      assertThat(admin.listGroups().all().get())
          .extracting(GroupListing::groupId)
          .filteredOn(group -> group.startsWith("same."))
          .containsExactlyInAnyOrder(live.group(), live.group() + "-replay-a");
    }
  }

  private static long sum(Map<TopicPartition, Long> ends, String topic) {
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(topic))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void anotherPolicy_givesWhatAReplayOfTheFilesGives() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "policy", folder);
    live.publish(fleet());
    Path throughKafka = folder.resolve("through-kafka");
    Path ofFiles = folder.resolve("of-files");

    Cli.Result result =
        Cli.run(
            "streams",
            "--properties",
            live.properties(),
            "--replay",
            "--policy",
            "threshold_ns=100ms",
            "--out",
            throughKafka);

    Cli.Result pure =
        Cli.run(
            "replay", "--manifest", manifest(), "--policy", "threshold_ns=100ms", "--out", ofFiles);
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(pure.exitCode()).as(pure.err()).isZero();
    for (String name : List.of("ledger.jsonl", "notices.jsonl")) {
      assertThat(throughKafka.resolve(name)).hasSameTextualContentAs(ofFiles.resolve(name));
    }
    assertThat(Files.readString(throughKafka.resolve("ledger.jsonl"))).contains("default@1");
    assertThat(Files.readString(throughKafka.resolve("replay.json")))
        .contains("\"partial\":false,\"missing\":[]");
    assertThat(live.ends().entrySet())
        .filteredOn(end -> isOutput(live, end.getKey()))
        .allMatch(end -> end.getValue() == 0);
  }

  private static boolean isOutput(LiveLedger live, TopicPartition partition) {
    return live.topics().inputs().stream()
        .map(Topic::name)
        .noneMatch(input -> input.equals(partition.topic()));
  }
}
