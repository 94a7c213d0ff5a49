package io.lapse.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandIT {
  private static final long STOPPED = 1_800_000_000_000_000_000L;
  private static final long MILLI = 1_000_000;

  private static EmbeddedBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Cli.Result doctor(String prefix, Object... more) {
    Object[] args = new Object[5 + more.length];
    List<Object> first =
        List.of("doctor", "--bootstrap-server", broker.bootstrapServers(), "--prefix", prefix);
    System.arraycopy(first.toArray(), 0, args, 0, first.size());
    System.arraycopy(more, 0, args, first.size(), more.length);
    return Cli.run(args);
  }

  private static Topics topics(String prefix) {
    Topics topics = Topics.named(prefix);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 2, (short) 1);
    }
    return topics;
  }

  /** A guest moves from h1 (clock 1 ms, QMP) to h2 (clock 7 ms, virsh). */
  private static void move(Topics topics) {
    Stamp stop = new Stamp(new TaiInstant(STOPPED), MILLI, 1_000, 5 * MILLI);
    Stamp restart = new Stamp(new TaiInstant(STOPPED), 7 * MILLI, MILLI, 250 * MILLI);
    try (HostEventPublisher publisher =
        HostEventPublisher.connect(
            Map.of("bootstrap.servers", broker.bootstrapServers()), topics)) {
      publisher.send(
          new HostEvent.Stopped(
              new Envelope("vm-7", "h1", stop, Source.QMP, null), StopReason.MIGRATE, null));
      publisher.send(
          new HostEvent.Restarted(
              new Envelope("vm-7", "h2", restart, Source.LIBVIRT, null),
              RestartMode.INCOMING,
              null,
              CounterWhilePaused.STOPS,
              null,
              List.of(),
              List.of()));
      publisher.flush();
    }
  }

  private static void setAside(Topics topics, String reason) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> entry =
          new ProducerRecord<>(topics.quarantine().name(), "vm-7".getBytes(UTF_8));
      entry.headers().add("lapse.reason", reason.getBytes(UTF_8));
      producer.send(entry).get();
    }
  }

  @Test
  void clocks_sayTheSmallestThresholdThatTheyDecide() throws Exception {
    Topics topics = topics("clocks.");
    move(topics);
    setAside(topics, "LATE");
    setAside(topics, "UNDECODABLE\u001b[2J");

    Cli.Result told = doctor("clocks.");

    assertThat(told.exitCode()).as(told.out()).isZero();
    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .contains(
            "WARN  brokers       1 broker, controller 1, cluster ",
            "OK    features      ",
            "WARN  topics        10 settings could be safer: lapse topics check\n",
            "OK    permissions   topics may be read and written; not tried: to write a record",
            "OK    transactions  a producer may begin, as lapse-ledger-...\n",
            "OK    hanging       none\n",
            "WARN  group         lapse-ledger is not there: start the application\n",
            "WARN  lag           2 records on 1 of 6 partitions: nobody takes them",
            "OK    clocks        2 hosts; the worst, h2, may be 258 ms wrong\n",
            "OK    threshold     two hosts can decide T from 265 ms (median pair;",
            "WARN  quarantine    2 of the last 1000 a partition: LATE 1, UNDECODABLE?[2J 1;")
        .endsWith(
            """
            host  last event (UTC)    events  clock  reading    error
            ----  ------------------  ------  -----  -------  -------
            h2    01-15 07:59:23.000       1   7 ms   251 ms   258 ms
            h1    01-15 07:59:23.000       1   1 ms  5.01 ms  6.01 ms

            two hosts  error of Tout  T decided from  surely from
            ---------  -------------  --------------  -----------
            best              265 ms          265 ms       529 ms
            median            265 ms          265 ms       529 ms
            worst             265 ms          265 ms       529 ms
            """);
  }

  @Test
  void json_hasTheSame_toTheNanosecond() throws Exception {
    move(topics("json."));

    JsonNode told = new ObjectMapper().readTree(doctor("json.", "--json").out());

    assertThat(told.at("/checks/0/check").asText()).isEqualTo("brokers");
    assertThat(told.at("/checks")).hasSize(11);
    assertThat(told.at("/hosts/0/error_ns").asLong()).isEqualTo(258 * MILLI);
    assertThat(told.at("/two_hosts/best/tout_error_ns").asLong()).isEqualTo(264_001_000);
    assertThat(told.at("/two_hosts/best/decided_from_ns").asLong()).isEqualTo(264_001_001);
    assertThat(told.at("/two_hosts/best/surely_from_ns").asLong()).isEqualTo(528_002_001);
    assertThat(told.at("/lag/0/committed").isNull()).isTrue();
    assertThat(told.at("/lag/0/lag").asLong()).isEqualTo(2);
  }

  @Test
  void topicsThatAreMissing_fail_andTheRestIsLookedAt() {
    Cli.Result told = doctor("nowhere.");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out())
        .contains(
            "FAIL  topics        nowhere.host-events is missing (and 9 more): lapse topics create\n",
            "WARN  permissions   there is no topic to ask about",
            "OK    transactions  ",
            "FAIL  quarantine    nowhere.quarantine is missing");
  }

  @Test
  void applicationThatRuns_isSeen() throws Exception {
    topics("runs.");
    Properties config = new Properties();
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("application.id", "runs-ledger");
    config.put("topics.prefix", "runs.");
    config.put("state.dir", folder.toString());
    config.put("replication.factor", "1");
    try (LedgerApp app = LedgerApp.start(new AppConfig(config))) {
      app.awaitRunning(Duration.ofSeconds(60));

      Cli.Result told = doctor("runs.", "--application-id", "runs-ledger");

      assertThat(told.out())
          .contains(
              "OK    group         runs-ledger is Stable, 1 member\n",
              "OK    lag           none on 6 partitions\n",
              "WARN  clocks        no host events were read: let the hosts publish\n",
              "OK    quarantine    empty\n");
    }
    assertThat(doctor("runs.", "--application-id", "runs-ledger").out())
        .contains("group         runs-ledger is ");
  }

  @Test
  void brokersThatDoNotAnswer_areTheOnlyFinding() throws Exception {
    Path impatient =
        Files.writeString(
            folder.resolve("client.properties"),
            "default.api.timeout.ms=500\nrequest.timeout.ms=300\n");

    Cli.Result told =
        Cli.run("doctor", "--bootstrap-server", "127.0.0.1:1", "--command-config", impatient);

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out())
        .startsWith("FAIL  brokers       the brokers: no broker answered in time")
        .endsWith(": start them, or correct --bootstrap-server and --command-config\n")
        .hasLineCount(1);
  }
}
