package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.schemas.json.HistoryJson;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history on its topic gives the files that the ledger it leaves gives. */
class ExportTopicIT {
  private static final int PARTITIONS = 3;

  private static EmbeddedBroker broker;

  @TempDir private static Path books;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    Path fleet = books.resolve("fleet");
    Cli.run("fleet", "--guests", "12", "--hosts", "3", "--days", "5", "--out", fleet);
    Cli.Result replayed =
        Cli.run(
            "replay",
            "--manifest",
            fleet.resolve("manifest.json"),
            "--reactions",
            "emulated",
            "--history",
            "--out",
            books);
    assertThat(replayed.exitCode()).as(replayed.err()).isZero();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  /** Sends records in transactions: one that is committed, then one that is not. */
  private static Topic<HistoryRecord> topic(String prefix, List<HistoryRecord> records) {
    Topics topics = Topics.named(prefix);
    Topic<HistoryRecord> ledger = topics.ledger();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer = producer(prefix)) {
      TopicSetup.create(admin, topics, PARTITIONS, (short) 1);
      producer.initTransactions();
      producer.beginTransaction();
      records.forEach(record -> send(producer, stored(ledger, record)));
      producer.commitTransaction();
      producer.beginTransaction();
      records.forEach(record -> send(producer, stored(ledger, record)));
      producer.abortTransaction();
    }
    return ledger;
  }

  /** What cannot be sent fails the commit. */
  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<?> unused = producer.send(record);
  }

  private static KafkaProducer<byte[], byte[]> producer(String prefix) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", prefix),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static ProducerRecord<byte[], byte[]> stored(
      Topic<HistoryRecord> ledger, HistoryRecord record) {
    byte[] key = record.guest().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        ledger.name(),
        Math.floorMod(record.guest().hashCode(), PARTITIONS),
        key,
        ledger.valueSerde().serializer().serialize(ledger.name(), record));
  }

  private static List<HistoryRecord> history() throws IOException {
    return Files.readAllLines(books.resolve("history.jsonl")).stream()
        .map(HistoryJson::read)
        .toList();
  }

  private static Cli.Result export(String prefix, Path out) {
    return Cli.run(
        "export",
        "--bootstrap-server",
        broker.bootstrapServers(),
        "--prefix",
        prefix,
        "--out",
        out,
        "--json");
  }

  @Test
  void topic_givesTheFilesOfItsLedger_andOnlyWhatIsCommitted() throws IOException {
    List<HistoryRecord> history = history();
    topic("whole.", history);
    Path expected = folder.resolve("expected");
    Cli.run("export", "--ledger", books.resolve("ledger.jsonl"), "--out", expected);

    Cli.Result result = export("whole.", folder);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(history).anyMatch(record -> record.reverses() != null);
    for (Table<?> table : Tables.all()) {
      String name = table.name() + ".csv";
      assertThat(Files.readAllLines(expected.resolve(name))).as(name).hasSizeGreaterThan(20);
      assertThat(folder.resolve(name)).as(name).hasSameBinaryContentAs(expected.resolve(name));
    }
  }

  @Test
  void recordsThatCannotBeRead_areNamed_andTheRestIsExported() throws IOException {
    List<HistoryRecord> history = history();
    HistoryRecord reversal =
        history.stream().filter(record -> record.reverses() != null).findFirst().orElseThrow();
    List<HistoryRecord> holed =
        history.stream()
            .filter(
                record ->
                    !record.guest().equals(reversal.guest())
                        || record.historyNumber() != reversal.reverses())
            .toList();
    Topic<HistoryRecord> ledger = topic("holed.", holed);
    try (KafkaProducer<byte[], byte[]> producer = producer("holed.")) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, new ProducerRecord<>(ledger.name(), 0, null, new byte[] {1, 2, 3}));
      send(producer, new ProducerRecord<>(ledger.name(), 0, null, null));
      producer.commitTransaction();
    }

    Cli.Result result = export("holed.", folder);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).endsWith("\"refused\":3}\n");
    assertThat(result.err())
        .contains("holed.ledger:0:", ": expected a LedgerEntryRecord on holed.ledger, in Avro")
        .contains(": no value; expected a record of the history")
        .contains(
            "reverses "
                + reversal.reverses()
                + ", which does not stand; expected the whole history: are older records gone?");
    assertThat(Files.readAllLines(folder.resolve("ledger.csv"))).hasSizeGreaterThan(20);
  }

  @Test
  void missingTopic_isAFailure_andLeavesNothing() throws IOException {
    Cli.Result result = export("nowhere.", folder.resolve("out"));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("nowhere.ledger is missing; lapse topics create makes it");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void badCommandConfig_isWrongUsage() {
    Cli.Result result =
        Cli.run(
            "export",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--command-config",
            folder.resolve("none.properties"),
            "--out",
            folder);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--command-config: ");
  }
}
