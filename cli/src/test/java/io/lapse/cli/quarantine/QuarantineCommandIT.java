package io.lapse.cli.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has a quarantine of its own, under its own prefix, of one partition. */
class QuarantineCommandIT {
  private static final byte[] GARBAGE = "no event at all".getBytes(UTF_8);

  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static QuarantineTopicWriter topics(String prefix) {
    TopicSetup.create(admin, Topics.named(prefix), 1, (short) 1);
    return new QuarantineTopicWriter(broker.bootstrapServers(), prefix);
  }

  private static Cli.Result quarantine(String action, String prefix, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "quarantine",
                action,
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--prefix",
                prefix));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private static byte[] event(String prefix) {
    Envelope envelope =
        new Envelope("vm-7", "h1", Stamp.of(new TaiInstant(1_800_000_000L), 5), Source.JSONL, null);
    String topic = Topics.named(prefix).hostEvents().name();
    return Topics.named(prefix)
        .hostEvents()
        .valueSerde()
        .serializer()
        .serialize(topic, new HostEvent.Reset(envelope));
  }

  private static List<ConsumerRecord<byte[], byte[]>> contents(String topic) {
    return CommittedBytes.of(broker.bootstrapServers(), topic);
  }

  @Test
  void list_showsEntries_newestLast() throws Exception {
    try (QuarantineTopicWriter writer = topics("list.")) {
      writer.put("vm-1".getBytes(UTF_8), GARBAGE, "UNDECODABLE", "list.host-events");
      writer.put("vm-2".getBytes(UTF_8), event("list."), "WRONG_KEY", "list.host-events");
      writer.put(null, null, "UNDECODABLE", "list.guest-events");
    }

    Cli.Result all = quarantine("list", "list.");

    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.out())
        .isEqualTo(
            """
            entry  set aside (UTC)     reason       guest   topic              from  bytes  sent back
            -----  ------------------  -----------  ------  -----------------  ----  -----  ---------
              0:0  11-22 03:12:00.000  UNDECODABLE  vm-1    list.host-events    0:0     15
              0:1  11-22 03:12:01.000  WRONG_KEY    vm-2    list.host-events    0:1     30
              0:2  11-22 03:12:02.000  UNDECODABLE  (none)  list.guest-events   0:2   none
            """);
    assertThat(all.err()).isEqualTo("quarantine: 3 of 3 entries\n");
    assertThat(quarantine("list", "list.", "--reason", "wrong_key").out())
        .contains("vm-2")
        .doesNotContain("vm-1");
    assertThat(quarantine("list", "list.", "--topic", "list.guest-events").out())
        .contains("0:2")
        .doesNotContain("0:1");
    assertThat(quarantine("list", "list.", "--guest", "vm-1").out())
        .contains("0:0")
        .doesNotContain("0:1");
    Cli.Result newest = quarantine("list", "list.", "--limit", "1");
    assertThat(newest.out()).contains("0:2").doesNotContain("0:1");
    assertThat(newest.err()).isEqualTo("quarantine: 1 of 3 entries\n");
  }

  @Test
  void entriesOfStrangers_commandNoTerminal() throws Exception {
    String evil = "vm\u001b[2J\u202e\n\u2028\u0085";
    try (QuarantineTopicWriter writer = topics("evil.")) {
      writer.put(evil.getBytes(UTF_8), GARBAGE, evil, evil, evil, evil);
      writer.put(new byte[] {'v', (byte) 0xff}, GARBAGE, "UNDECODABLE", "evil.host-events");
      writer.put("x".repeat(5_000).getBytes(UTF_8), GARBAGE, "UNDECODABLE", "evil.host-events");
    }

    List<Cli.Result> shown =
        List.of(
            quarantine("list", "evil."),
            quarantine("list", "evil.", "--json"),
            quarantine("show", "evil.", "0:0"),
            quarantine("show", "evil.", "0:0", "--json"),
            quarantine("requeue", "evil.", "--all", "--dry-run"));

    assertThat(shown)
        .allSatisfy(
            result ->
                assertThat((result.out() + result.err()).replace("\n", ""))
                    .matches("[\\x20-\\x7e]+"));
    assertThat(shown.get(0).out().lines()).hasSize(2 + 3);
    assertThat(shown.get(0).out()).contains("0x76ff").contains("x".repeat(40) + "...");
    JsonNode first = new ObjectMapper().readTree(shown.get(1).out().lines().findFirst().get());
    assertThat(first.get("guest").asText()).isEqualTo(evil);
  }

  @Test
  void show_ofBytesThatSayNothing_dumpsThem() throws Exception {
    try (QuarantineTopicWriter writer = topics("dump.")) {
      writer.put(
          "vm-1".getBytes(UTF_8), GARBAGE, "UNDECODABLE", "dump.host-events", "trace", "4711");
    }

    Cli.Result shown = quarantine("show", "dump.", "0:0");

    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .isEqualTo(
            """
            entry        0:0, set aside 11-22 03:12:00.000 UTC
            reason       UNDECODABLE
            explanation  expected something else
            from         dump.host-events 0:0
            guest        vm-1
            sent back    no

            header             value
            -----------------  -----------------------
            trace              4711
            lapse.reason       UNDECODABLE
            lapse.explanation  expected something else
            lapse.topic        dump.host-events
            lapse.partition    0
            lapse.offset       0

            value, 15 bytes
            00000000  6e 6f 20 65 76 65 6e 74 20 61 74 20 61 6c 6c     |no event at all|
            """);
  }

  @Test
  void show_ofAnEvent_saysWhatItSays() throws Exception {
    try (QuarantineTopicWriter writer = topics("show.")) {
      writer.put("vm-2".getBytes(UTF_8), event("show."), "WRONG_KEY", "show.host-events");
    }

    Cli.Result shown = quarantine("show", "show.", "0:0");
    Cli.Result asJson = quarantine("show", "show.", "0:0", "--json");

    assertThat(shown.out())
        .endsWith(
            """
            value, 30 bytes, says
            {"kind":"reset","guest":"vm-7","host":"h1","tai_ns":1800000000,"clock_error_ns":5,"resolution_ns":0,"latency_ns":0}
            """);
    JsonNode entry = new ObjectMapper().readTree(asJson.out());
    assertThat(entry.at("/event/guest").asText()).isEqualTo("vm-7");
    assertThat(entry.get("value_base64").binaryValue()).isEqualTo(event("show."));
    assertThat(entry.at("/headers/0/name").asText()).isEqualTo("lapse.reason");
  }

  @Test
  void show_ofNoEntry_fails() throws Exception {
    try (QuarantineTopicWriter writer = topics("none.")) {
      writer.put("vm-1".getBytes(UTF_8), GARBAGE, "UNDECODABLE", "none.host-events");
    }

    assertThat(quarantine("show", "none.", "0:1").err())
        .isEqualTo("lapse: no entry at 0:1 of none.quarantine\n");
    assertThat(quarantine("show", "none.", "7:0").exitCode()).isEqualTo(1);
    assertThat(quarantine("show", "none.", "7").exitCode()).isEqualTo(2);
  }

  @Test
  void requeue_sendsEntriesBackAsTheyCame_once() throws Exception {
    byte[] key = {'v', (byte) 0xff};
    try (QuarantineTopicWriter writer = topics("back.")) {
      writer.put(key, GARBAGE, "UNDECODABLE", "back.host-events", "trace", "4711");
      writer.put("vm-2".getBytes(UTF_8), null, "WRONG_KEY", "back.guest-events");
      writer.put("vm-3".getBytes(UTF_8), GARBAGE, "LATE", "back.ledger");
    }

    Cli.Result planned = quarantine("requeue", "back.", "--all", "--dry-run");
    assertThat(planned.out()).contains("not sent");
    assertThat(contents("back.host-events")).isEmpty();

    Cli.Result sent = quarantine("requeue", "back.", "--all");

    assertThat(sent.exitCode()).isEqualTo(1);
    assertThat(sent.out())
        .isEqualTo(
            """
            entry  reason       guest   topic              bytes  sent as
            -----  -----------  ------  -----------------  -----  -------
              0:0  UNDECODABLE  0x76ff  back.host-events      15  0:0
              0:1  WRONG_KEY    vm-2    back.guest-events   none  0:0
            """);
    assertThat(sent.err())
        .isEqualTo(
            """
            quarantine: 0:2 names no topic that the ledger reads: back.ledger
            quarantine: 2 sent back, 1 cannot be
            """);
    ConsumerRecord<byte[], byte[]> arrived = contents("back.host-events").get(0);
    assertThat(arrived.key()).isEqualTo(key);
    assertThat(arrived.value()).isEqualTo(GARBAGE);
    assertThat(Arrays.stream(arrived.headers().toArray()).map(Header::key))
        .containsExactly(
            "trace",
            "lapse.reason",
            "lapse.explanation",
            "lapse.topic",
            "lapse.partition",
            "lapse.offset",
            "lapse.requeued",
            "lapse.requeued-from");
    assertThat(arrived.headers().lastHeader("lapse.requeued").value()).asString().isEqualTo("1");
    assertThat(arrived.headers().lastHeader("lapse.requeued-from").value())
        .asString()
        .isEqualTo("0:0");
    assertThat(contents("back.guest-events").get(0).value()).isNull();

    Cli.Result twice = quarantine("requeue", "back.", "0:0", "0:1");
    assertThat(twice.exitCode()).isZero();
    assertThat(twice.err())
        .isEqualTo("quarantine: 0 sent back, 2 were before (--again sends them)\n");
    assertThat(contents("back.host-events")).hasSize(1);
    assertThat(quarantine("list", "back.").out()).containsPattern("0:0 .* yes\n");
    assertThat(quarantine("list", "back.", "--open").err()).contains("1 of 1 entries");
    assertThat(quarantine("requeue", "back.", "0:0", "--again").err()).contains("1 sent back");
    assertThat(contents("back.host-events")).hasSize(2);
  }

  @Test
  void requeue_withoutAChoice_orWithTwo_isWrongUsage() {
    assertThat(quarantine("requeue", "any.").exitCode()).isEqualTo(2);
    assertThat(quarantine("requeue", "any.", "--all", "0:1").exitCode()).isEqualTo(2);
    assertThat(quarantine("requeue", "any.", "x").exitCode()).isEqualTo(2);
  }

  @Test
  void quarantine_thatIsNotThere_isNamed() {
    Cli.Result listed = quarantine("list", "nowhere.");

    assertThat(listed.exitCode()).isEqualTo(1);
    assertThat(listed.err())
        .isEqualTo("lapse: nowhere.quarantine is missing; lapse topics create makes it\n");
  }
}
