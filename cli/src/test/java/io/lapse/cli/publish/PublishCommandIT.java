package io.lapse.cli.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.Replay;
import io.lapse.cli.scenarios.ChildJvm;
import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCommandIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
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

  @Test
  void killedInTheMiddle_goesOnToTheEnd_inOrder_andTheBooksAreThoseOfAReplay() throws Exception {
    Topics topics = topics("killed.");
    List<LedgerInput> events = fleet();
    Path checkpoint = folder.resolve("run.checkpoint");
    for (int kill = 1; kill <= 3; kill++) {
      try (ChildJvm child = start("killed.", checkpoint)) {
        awaitStored(child, checkpoint, (long) kill * events.size() / 5);
      }
    }

    Cli.Result last = Cli.run(arguments("killed.", checkpoint, "1e9").toArray());

    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(last.err()).contains(" goes on after ");
    List<LedgerInput> stored = new ArrayList<>(read(topics.hostEvents()));
    stored.addAll(read(topics.guestEvents()));
    assertThat(ids(stored)).containsExactlyInAnyOrderElementsOf(ids(events));
    assertThat(firsts(read(topics.hostEvents()))).isEqualTo(firsts(only(events, true)));
    assertThat(firsts(read(topics.guestEvents()))).isEqualTo(firsts(only(events, false)));
    stored.sort(InputOrder.PUBLISH);
    assertThat(Replay.run(stored, Rules.DEFAULT, false).entries())
        .isEqualTo(Replay.run(events, Rules.DEFAULT, false).entries());
  }

  @Test
  void toldToEnd_storesWhatIsUnderWay_saysHowToGoOn_andNothingIsSentTwice() throws Exception {
    Topics topics = topics("stopped.");
    List<LedgerInput> events = fleet();
    Path checkpoint = folder.resolve("run.checkpoint");
    int exitCode;
    try (ChildJvm child = start("stopped.", checkpoint)) {
      awaitStored(child, checkpoint, events.size() / 5L);
      exitCode = child.stop();
    }
    String log = Files.readString(folder.resolve("publish.log"));
    Cli.Result last = Cli.run(arguments("stopped.", checkpoint, "1e9").toArray());
    Cli.Result again = Cli.run(arguments("stopped.", checkpoint, "1e9").toArray());

    assertThat(exitCode).isEqualTo(143);
    assertThat(log)
        .containsPattern("lapse: stopped: \\d+ of " + events.size() + " events are stored; go on")
        .contains("go on with: lapse publish --bootstrap-server " + broker.bootstrapServers());
    assertThat(last.exitCode()).as(last.err()).isZero();
    assertThat(again.err()).contains(" events are stored; nothing is sent");
    assertThat(again.exitCode()).isZero();
    assertThat(read(topics.hostEvents()).size() + read(topics.guestEvents()).size())
        .isEqualTo(events.size());
  }

  @Test
  void brokerThatIsGone_failsTheCommand_whichSaysHowToGoOn() throws Exception {
    Path settings =
        Files.writeString(
            folder.resolve("client.properties"),
            "delivery.timeout.ms=2000\nrequest.timeout.ms=1000\nlinger.ms=0\n");
    Path checkpoint = folder.resolve("run.checkpoint");
    fleet();
    int exitCode;
    EmbeddedBroker mortal = EmbeddedBroker.start();
    topics(mortal, "gone.");
    List<Object> arguments = arguments(mortal, "gone.", checkpoint, "3000");
    arguments.addAll(List.of("--command-config", settings));
    try (ChildJvm child = child(arguments)) {
      awaitStored(child, checkpoint, 1);
      mortal.close();
      awaitEnd(child);
      exitCode = child.stop();
    }

    assertThat(exitCode).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("publish.log")))
        .containsPattern(
            "lapse: cannot send to topic gone\\.[a-z]+-events, key .*; \\d+ of \\d+ events are"
                + " stored; go on with: lapse publish ");
  }

  @Test
  void checkpointOfOtherInputs_isRefused_beforeAnythingIsSent() throws Exception {
    Topics topics = topics("other.");
    Path checkpoint = folder.resolve("run.checkpoint");
    Cli.Result first =
        Cli.run(
            "publish",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--prefix",
            "other.",
            "--manifest",
            Cli.manifest("D_std_J60"),
            "--checkpoint",
            checkpoint);
    int before = read(topics.hostEvents()).size();
    fleet();

    Cli.Result second = Cli.run(arguments("other.", checkpoint, "1e9").toArray());

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err()).contains("of other inputs, 4 events; expected these, ");
    assertThat(read(topics.hostEvents())).hasSize(before);
  }

  private List<LedgerInput> fleet() {
    Cli.Result made =
        Cli.run("fleet", "--guests", 40, "--hosts", 6, "--days", 2, "--seed", 7, "--out", run());
    assertThat(made.exitCode()).as(made.err()).isZero();
    return Recordings.read(Manifest.load(run().resolve("manifest.json"))).inputs();
  }

  private Path run() {
    return folder.resolve("run");
  }

  /** Two days in a minute: slow enough to be met on the way. */
  private ChildJvm start(String prefix, Path checkpoint) throws Exception {
    return child(arguments(broker, prefix, checkpoint, "3000"));
  }

  private ChildJvm child(List<Object> arguments) throws Exception {
    return ChildJvm.start(
        folder.resolve("publish.log"),
        List.of("-Xmx256m"),
        "io.lapse.cli.Lapse",
        arguments.stream().map(Object::toString).toArray(String[]::new));
  }

  private List<Object> arguments(String prefix, Path checkpoint, String speed) {
    return arguments(broker, prefix, checkpoint, speed);
  }

  private List<Object> arguments(EmbeddedBroker at, String prefix, Path checkpoint, String speed) {
    return new ArrayList<>(
        List.of(
            "publish",
            "--bootstrap-server",
            at.bootstrapServers(),
            "--prefix",
            prefix,
            "--manifest",
            run().resolve("manifest.json"),
            "--speed",
            speed,
            "--checkpoint",
            checkpoint));
  }

  private void awaitStored(ChildJvm child, Path checkpoint, long count) throws Exception {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (!Files.exists(checkpoint)
        || Checkpoint.parse(Files.readString(checkpoint)).stored() < count) {
      assertThat(child.isAlive()).as(Files.readString(folder.resolve("publish.log"))).isTrue();
      assertThat(System.nanoTime()).as("stored in time").isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void awaitEnd(ChildJvm child) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (child.isAlive()) {
      assertThat(System.nanoTime()).as("ends in time").isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static Topics topics(String prefix) {
    return topics(broker, prefix);
  }

  private static Topics topics(EmbeddedBroker at, String prefix) {
    Topics topics = Topics.named(prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", at.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 3, (short) 1);
    }
    return topics;
  }

  private static <V> List<V> read(Topic<V> topic) {
    List<V> values = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            topic.keySerde().deserializer(),
            topic.valueSerde().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Set<EventId> ids(List<? extends LedgerInput> events) {
    Set<EventId> ids = new LinkedHashSet<>();
    events.forEach(event -> ids.add(event.id()));
    return ids;
  }

  private static List<LedgerInput> only(List<LedgerInput> events, boolean host) {
    return events.stream().filter(event -> host == event instanceof HostEvent).toList();
  }

  /** Per guest the ids in the order in which they came first. */
  private static Map<String, List<EventId>> firsts(List<? extends LedgerInput> events) {
    Map<String, Set<EventId>> firsts = new HashMap<>();
    for (LedgerInput event : events) {
      firsts.computeIfAbsent(event.guest(), absent -> new LinkedHashSet<>()).add(event.id());
    }
    Map<String, List<EventId>> lists = new HashMap<>();
    firsts.forEach((guest, ids) -> lists.put(guest, List.copyOf(ids)));
    return lists;
  }
}
