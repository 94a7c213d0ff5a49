package io.lapse.cli.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.json.EntryJson;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerReplay;
import io.lapse.streamsapp.ReplayReport;
import io.lapse.streamsapp.replay.BoundedClients;
import io.lapse.streamsapp.replay.Capture;
import io.lapse.streamsapp.replay.Coverage;
import io.lapse.streamsapp.replay.Hole;
import io.lapse.streamsapp.replay.InputRange;
import io.lapse.streamsapp.replay.ReplayName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Histories that are not whole, or do not end in a record; replays that are there already. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class StreamsReplayLimitsIT {
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

  private List<LedgerInput> fleet() {
    Path run = folder.resolve("run");
    Cli.Result made =
        Cli.run("fleet", "--guests", 30, "--hosts", 5, "--days", 2, "--seed", 7, "--out", run);
    assertThat(made.exitCode()).as(made.err()).isZero();
    return Recordings.read(Manifest.load(run.resolve("manifest.json"))).inputs();
  }

  private static List<String> folded(List<LedgerInput> inputs) {
    return Replay.run(inputs, Rules.DEFAULT, false).entries().stream()
        .map(EntryJson::write)
        .toList();
  }

  private Cli.Result replay(LiveLedger live, Object... more) throws Exception {
    List<Object> words =
        new ArrayList<>(List.of("streams", "--properties", live.properties(), "--replay"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  private static TopicPartition hostEvents(LiveLedger live, int partition) {
    return new TopicPartition(live.topics().hostEvents().name(), partition);
  }

  private static void delete(LiveLedger live, TopicPartition partition, long before)
      throws Exception {
    try (Admin admin = live.admin()) {
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(before))).all().get();
    }
  }

  @Test
  void hole_makesItPartial_andNothingPassesForWhole() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "hole", folder);
    live.publish(fleet());
    delete(live, hostEvents(live, 1), 5);
    Path out = folder.resolve("out");

    Cli.Result result = replay(live, "--out", out);
    Cli.Result printed = replay(live, "--json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("PARTIAL: missing hole.host-events-1: offsets 0 to 4");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "ledger.partial.jsonl", "notices.partial.jsonl", "replay.json");
    }
    assertThat(Files.readString(out.resolve("replay.json")))
        .contains(
            "\"partial\":true,\"missing\":[{\"topic\":\"hole.host-events\",\"partition\":1,"
                + "\"from_offset\":0,\"to_offset\":5}]");
    assertThat(Files.readAllLines(out.resolve("ledger.partial.jsonl"))).isNotEmpty();
    assertThat(printed.exitCode()).isEqualTo(1);
    assertThat(printed.out()).startsWith("{\"partial\":true,\"missing\":[{\"topic\":\"hole.host-");
  }

  @Test
  void offsetsThatGoWhileItReads_areAHole_andItStillEnds() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "going", folder);
    live.publish(fleet());
    AppConfig config = new AppConfig(live.settings());

    ReplayReport report;
    try (LedgerReplay replay = LedgerReplay.capture(config, new ReplayName("a"), null)) {
      delete(live, hostEvents(live, 0), 7);
      report = replay.run((read, total) -> {});
    }

    assertThat(report.holes()).containsExactly(new Hole(hostEvents(live, 0), 0, 7));
    assertThat(report.events()).isPositive();
  }

  @Test
  void offsetsThatGoBeforeTheReader_areAHole_andItGoesOnBehindThem() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "behind", folder);
    live.publish(fleet());
    TopicPartition partition = hostEvents(live, 0);
    Map<TopicPartition, InputRange> ranges;
    try (Admin admin = live.admin()) {
      ranges = Capture.of(admin, List.of(partition.topic()));
    }
    Coverage coverage = new Coverage(ranges);
    KafkaClientSupplier clients = new BoundedClients(new DefaultKafkaClientSupplier(), coverage);
    List<Long> read = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = clients.getConsumer(live.client())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, 3);
      delete(live, partition, 7);

      while (!consumer.paused().contains(partition)) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> read.add(record.offset()));
      }
    }

    assertThat(coverage.holes()).containsExactly(new Hole(partition, 3, 7));
    assertThat(read).isEqualTo(LongStream.range(7, ranges.get(partition).end()).boxed().toList());
  }

  @Test
  void transactionsAtTheEnd_openAndAborted_areNotAwaited() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "transactions", folder);
    List<LedgerInput> inputs = fleet();
    live.publish(inputs);
    List<String> expected = folded(inputs);

    Cli.Result result;
    try (KafkaProducer<byte[], byte[]> aborted = transactional(live, "aborted");
        KafkaProducer<byte[], byte[]> open = transactional(live, "open")) {
      aborted.beginTransaction();
      send(aborted, hostEvents(live, 0));
      aborted.abortTransaction();
      open.beginTransaction();
      send(open, hostEvents(live, 1));
      result = replay(live, "--json");
      open.abortTransaction();
    }

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().toList()).isEqualTo(expected);
    assertThat(result.err())
        .containsPattern(
            "transactions.host-events-1: offsets \\d+ to \\d+ were behind an open transaction")
        .contains(" 0 quarantined, ");
  }

  private static KafkaProducer<byte[], byte[]> transactional(LiveLedger live, String id) {
    Map<String, Object> config = new HashMap<>(live.client());
    config.put("transactional.id", id);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }

  /** Bytes that would be in quarantine if they were read. */
  private static void send(KafkaProducer<byte[], byte[]> producer, TopicPartition to)
      throws Exception {
    byte[] bytes = "no event".getBytes(StandardCharsets.UTF_8);
    producer.send(new ProducerRecord<>(to.topic(), to.partition(), bytes, bytes)).get();
  }

  @Test
  void fromAndTo_showOutagesByTheirStop() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "from", folder);
    List<LedgerInput> inputs = fleet();
    live.publish(inputs);
    List<String> all = folded(inputs);
    List<Long> stops =
        Replay.run(inputs, Rules.DEFAULT, false).entries().stream()
            .filter(entry -> entry.stoppedAt() != null)
            .map(entry -> entry.stoppedAt().nanos())
            .distinct()
            .sorted()
            .toList();
    long from = stops.get(stops.size() / 4);
    long to = stops.get(stops.size() / 2);

    Cli.Result result = replay(live, "--from", "tai:" + from, "--to", "tai:" + to, "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    List<String> shown = result.out().lines().toList();
    assertThat(shown).hasSizeBetween(2, all.size() - 2);
    assertThat(shown)
        .isEqualTo(
            Replay.run(inputs, Rules.DEFAULT, false).entries().stream()
                .filter(entry -> begin(entry) >= from && begin(entry) < to)
                .map(EntryJson::write)
                .toList());
  }

  private static long begin(Entry entry) {
    return (entry.stoppedAt() != null ? entry.stoppedAt() : entry.restartedAt()).nanos();
  }

  @Test
  void nameThatIsTaken_isRefused_untilItIsCleaned() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "taken", folder);
    live.publish(fleet());

    Cli.Result first = replay(live, "--replay-id", "a");
    Cli.Result second = replay(live, "--replay-id", "a");
    Cli.Result cleaned = replay(live, "--clean", "a");
    Cli.Result third = replay(live, "--replay-id", "a", "--delete-after");
    Cli.Result nothing = replay(live, "--clean", "a");

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err())
        .contains("there is a replay of that name")
        .contains("taken.replay-a.ledger");
    assertThat(cleaned.exitCode()).as(cleaned.err()).isZero();
    assertThat(cleaned.err())
        .contains("removed group taken.ledger-app-replay-a")
        .contains("removed taken.replay-a.ledger");
    assertThat(third.exitCode()).as(third.err()).isZero();
    assertThat(third.out()).isEqualTo(first.out());
    assertThat(nothing.exitCode()).isEqualTo(1);
    try (Admin admin = live.admin()) {
      assertThat(admin.listTopics().names().get())
          .noneMatch(topic -> topic.matches("taken.*replay.*"));
    }
  }

  @Test
  void historyWithoutAnEvent_isRefused_andNothingIsMade() throws Exception {
    LiveLedger live = LiveLedger.create(broker, "empty", folder);

    Cli.Result result = replay(live, "--replay-id", "a");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("the inputs are empty: expected at least one event");
    try (Admin admin = live.admin()) {
      assertThat(admin.listTopics().names().get())
          .noneMatch(topic -> topic.matches("empty.*replay.*"));
    }
  }
}
