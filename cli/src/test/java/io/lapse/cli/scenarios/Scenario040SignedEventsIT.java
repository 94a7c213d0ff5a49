package io.lapse.cli.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.cli.text.AsciiJson;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Violation;
import io.lapse.producers.Recordings;
import io.lapse.producers.signing.HostSigner;
import io.lapse.producers.signing.KeyFile;
import io.lapse.producers.source.Manifest;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts sign a recording, and its ledger is that of a replay. What somebody else says in their name
 * is set aside and told of, each for its reason; so is a copy after a kill and a restart.
 */
class Scenario040SignedEventsIT {
  private static final Topics TOPICS = Topics.standard();
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Path MANIFEST = Cli.manifest("D_std_J60");
  private static final String QUARANTINED = "lapse_ledger_quarantined_total";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "signatures", "require",
          "session.timeout.ms", "6000",
          "heartbeat.interval.ms", "1000",
          "transaction.timeout.ms", "10000");

  @TempDir private Path folder;

  private final List<LedgerInput> inputs = Recordings.read(Manifest.load(MANIFEST)).inputs();
  private EmbeddedBroker broker;

  @Test
  void whatHostsSign_isBooked_andWhatOthersSayInTheirName_isNot() throws Exception {
    List<Entry> expected = Replay.run(inputs, Rules.DEFAULT, false).entries();
    try (EmbeddedBroker started = EmbeddedBroker.start()) {
      broker = started;
      Ledgers.createTopics(broker, TOPICS, 1);
      publishKey("h0");
      publishKey("h1");
      String late = done("keys", "create", "late", "--out", folder.resolve("keys"));
      try (LedgerInstance ledger =
              LedgerInstance.start(folder.resolve("app"), broker.bootstrapServers(), SETTINGS);
          LedgerTopic books = new LedgerTopic(broker.bootstrapServers(), TOPICS);
          KafkaProducer<byte[], byte[]> attacker = producer()) {
        publishSigned();
        assertThat(books.awaitStanding(expected, TIMEOUT)).isTrue();
        assertThat(books.entries().stream().map(EntryJson::write))
            .containsExactlyElementsOf(expected.stream().map(EntryJson::write).toList());

        ConsumerRecord<byte[], byte[]> genuine = firstOf("h0");
        attack(attacker, genuine);
        assertThat(awaitReasons(6))
            .containsExactly(
                "UNSIGNED",
                "BAD_SIGNATURE",
                "BAD_SIGNATURE",
                "WRONG_HOST",
                "REPLAYED",
                "UNKNOWN_KEY");
        assertThat(alarms())
            .containsExactlyInAnyOrder(
                "UNSIGNED h0",
                "BAD_SIGNATURE h0",
                "WRONG_HOST h0",
                "REPLAYED h0",
                "UNKNOWN_KEY h0");

        ledger.kill();
        ledger.startAgain();
        send(attacker, genuine.key(), genuine.value(), genuine.headers());
        assertThat(awaitReasons(7)).endsWith("UNKNOWN_KEY", "REPLAYED");
        assertThat(ledger.metric(QUARANTINED)).isEqualTo(1);

        revokedKey(attacker, ledger, genuine);
        requeued(late, ledger);
        assertThat(books.entries()).isEqualTo(expected);
      }
    }
  }

  private static String done(Object... words) {
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().strip();
  }

  private void publishKey(String host) {
    done("keys", "create", host, "--out", folder.resolve("keys"));
    onCluster("keys", "publish", host, file(host), "--valid-from", "tai:0");
  }

  private Path file(String host) {
    return KeyFile.of(folder.resolve("keys"), host);
  }

  private String onCluster(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--bootstrap-server", broker.bootstrapServers()));
    return done(all.toArray());
  }

  /** Twice: whoever publishes a file again signs it again. */
  private void publishSigned() {
    for (int time = 0; time < 2; time++) {
      onCluster("publish", "--manifest", MANIFEST, "--sign-keys", folder.resolve("keys"));
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** The first record that a host signed, as it lies in the topic. */
  private ConsumerRecord<byte[], byte[]> firstOf(String host) {
    TopicPartition partition = new TopicPartition(TOPICS.hostEvents().name(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
      while (System.nanoTime() - deadlineNanos < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (host.equals(event(record.value()).envelope().host())) {
            return record;
          }
        }
      }
    }
    throw new AssertionError("expected a record of " + host);
  }

  private static HostEvent event(byte[] value) {
    return TOPICS.hostEvents().valueSerde().deserializer().deserialize("t", value);
  }

  private static byte[] bytes(HostEvent event) {
    return TOPICS.hostEvents().valueSerde().serializer().serialize("t", event);
  }

  /** Each in the name of h0, in the order of the reasons that are expected. */
  private void attack(
      KafkaProducer<byte[], byte[]> attacker, ConsumerRecord<byte[], byte[]> genuine) {
    byte[] key = genuine.key();
    byte[] value = genuine.value();
    send(attacker, key, value, new RecordHeaders());
    send(attacker, key, bytes(another("h0")), genuine.headers());
    Headers forged = new RecordHeaders();
    HostSigner.read(file("h1")).sign(forged, key, value);
    forged.remove("lapse-key-id");
    forged.add("lapse-key-id", HostSigner.read(file("h0")).keyId().getBytes(UTF_8));
    send(attacker, key, value, forged);
    send(attacker, key, value, signed("h1", key, value));
    send(attacker, key, value, genuine.headers());
    send(attacker, key, value, signed("late", key, value));
    attacker.flush();
  }

  /** Another event of the host, of the same guest. */
  private HostEvent another(String host) {
    return inputs.stream()
        .filter(HostEvent.class::isInstance)
        .map(HostEvent.class::cast)
        .filter(event -> host.equals(event.envelope().host()))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private Headers signed(String host, byte[] key, byte[] value) {
    Headers headers = new RecordHeaders();
    HostSigner.read(file(host)).sign(headers, key, value);
    return headers;
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, byte[] key, byte[] value, Headers headers) {
    assertThat(
            producer.send(
                new ProducerRecord<>(TOPICS.hostEvents().name(), null, null, key, value, headers)))
        .succeedsWithin(TIMEOUT);
  }

  private List<String> reasons() {
    return onCluster("quarantine", "list", "--json")
        .lines()
        .map(AsciiJson::parsed)
        .map(line -> line.get("reason").asText())
        .toList();
  }

  /** What is counted may not be committed yet. */
  private List<String> awaitReasons(int count) {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    List<String> found = reasons();
    while (found.size() < count && System.nanoTime() - deadlineNanos < 0) {
      found = reasons();
    }
    return found;
  }

  private List<String> alarms() {
    try (TopicContents<Alert> alerts =
        new TopicContents<>(broker.bootstrapServers(), TOPICS.alerts())) {
      alerts.readToTheEnd();
      return alerts.values().stream()
          .filter(alert -> alert.violation() == Violation.UNTRUSTED_EVENT)
          .map(alert -> alert.outageId().replaceAll(".*/", "") + " " + alert.sourceHost())
          .toList();
    }
  }

  /** A key that is revoked is refused for what it signs anew; the books keep what it signed. */
  private void revokedKey(
      KafkaProducer<byte[], byte[]> attacker,
      LedgerInstance ledger,
      ConsumerRecord<byte[], byte[]> genuine)
      throws InterruptedException {
    onCluster("keys", "revoke", "h0", HostSigner.read(file("h0")).keyId());
    // The application learns of it beside its events: what it takes meanwhile is a duplicate.
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() - deadlineNanos < 0 && !reasons().contains("KEY_REVOKED")) {
      send(attacker, genuine.key(), genuine.value(), signed("h0", genuine.key(), genuine.value()));
      ledger.await(QUARANTINED, count -> count >= 2, Duration.ofSeconds(1));
    }
    assertThat(reasons()).contains("KEY_REVOKED");
    assertThat(alarms()).contains("KEY_REVOKED h0");
  }

  /** Its key is h0's now: sent back with its headers, it is the duplicate that it was. */
  private void requeued(String late, LedgerInstance ledger) throws InterruptedException {
    String id = onCluster("keys", "publish", "h0", file("late"), "--valid-from", "tai:0");
    assertThat(id).isEqualTo(late);
    double before = ledger.metric("lapse_ledger_inputs_total");
    List<JsonNode> sent =
        onCluster("quarantine", "requeue", "--reason", "UNKNOWN_KEY", "--json")
            .lines()
            .map(AsciiJson::parsed)
            .toList();
    assertThat(sent).hasSize(1);
    assertThat(ledger.await("lapse_ledger_inputs_total", count -> count > before, TIMEOUT))
        .isTrue();
    assertThat(reasons()).filteredOn("UNKNOWN_KEY"::equals).hasSize(1);
  }
}
