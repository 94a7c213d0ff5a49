package io.lapse.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.Cli;
import io.lapse.cli.broker.CommittedEnds;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.text.AsciiJson;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a host's keys, command by command. */
class KeysCommandIT {
  private static final Topics TOPICS = Topics.standard();
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  private static EmbeddedBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicSetup.create(admin, TOPICS, 1, (short) 1);
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static Cli.Result onCluster(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "keys";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--bootstrap-server";
    all[words.length + 2] = broker.bootstrapServers();
    return Cli.run((Object[]) all);
  }

  private static String done(Cli.Result result) {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out().strip();
  }

  private Path file(String host) {
    return folder.resolve(host + ".pem");
  }

  private String create(String host) {
    return done(Cli.run("keys", "create", host, "--out", folder));
  }

  private static List<JsonNode> listed(String host) {
    CommittedEnds.await(broker.bootstrapServers(), TOPICS.hostKeys().name());
    return done(onCluster("list", "--json"))
        .lines()
        .map(AsciiJson::parsed)
        .filter(line -> line.get("host").asText().equals(host))
        .toList();
  }

  @Test
  void key_isMade_published_rolled_andRevoked() throws IOException {
    String first = create("a");
    assertThat(first).matches("[0-9a-f]{16}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("a"))))
        .isEqualTo("rw-------");
    String before = Files.readString(file("a"));

    String published =
        done(
            onCluster(
                "publish", "a", file("a").toString(), "--valid-from", "2026-01-01T00:00:00Z"));
    assertThat(published).isEqualTo(first);
    assertThat(listed("a"))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.get("key_id").asText()).isEqualTo(first);
              assertThat(key.get("valid_from_tai_ns").asLong())
                  .isEqualTo(1_767_225_637_000_000_000L);
              assertThat(key.get("valid_until_tai_ns").isNull()).isTrue();
              assertThat(key.get("revoked_from_tai_ns").isNull()).isTrue();
              assertThat(before).contains(key.get("public_key").asText());
            });

    String second = done(onCluster("roll", "a", "--keys", folder.toString(), "--overlap", "2h"));
    assertThat(second).isNotEqualTo(first);
    List<JsonNode> rolled = listed("a");
    assertThat(rolled).extracting(key -> key.get("key_id").asText()).containsExactly(first, second);
    assertThat(
            rolled.get(0).get("valid_until_tai_ns").asLong()
                - rolled.get(1).get("valid_from_tai_ns").asLong())
        .isEqualTo(4 * HOUR_NANOS);
    assertThat(Files.readString(file("a"))).isNotEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file("a"));
    }

    assertThat(onCluster("revoke", "a", first).err())
        .isEqualTo("keys: " + first + " of a is revoked\n");
    done(onCluster("revoke", "a", second, "--from", "tai:7"));
    done(onCluster("revoke", "a", second, "--from", "tai:9"));
    assertThat(listed("a"))
        .extracting(key -> key.get("revoked_from_tai_ns").asLong())
        .containsExactly(0L, 7L);
    assertThat(done(onCluster("list"))).contains("tai:7").contains("2026-01-01T00:00:00Z");
  }

  @Test
  void defaultOfValidFrom_isNow() {
    create("now");
    long beforeNanos = Instant.now().getEpochSecond() * 1_000_000_000L;

    done(onCluster("publish", "now", file("now").toString()));

    assertThat(listed("now").get(0).get("valid_from_tai_ns").asLong())
        .isBetween(beforeNanos + 37_000_000_000L, beforeNanos + 37_000_000_000L + HOUR_NANOS);
  }

  @Test
  void whatCannotBeDone_isSaid_andNothingChanges() throws IOException {
    create("b");
    String id = done(onCluster("publish", "b", file("b").toString(), "--valid-from", "tai:0"));
    List<JsonNode> before = listed("b");
    String privateKey = Files.readString(file("b"));

    assertThat(Cli.run("keys", "create", "b", "--out", folder).err())
        .isEqualTo("lapse: " + file("b") + " is there already\n");
    assertThat(onCluster("publish", "b", file("b").toString()).err())
        .isEqualTo("lapse: b has the key " + id + " already\n");
    assertThat(onCluster("revoke", "b", "nobody's").err())
        .isEqualTo("lapse: b has no key nobody's; lapse keys list shows all\n");
    assertThat(onCluster("roll", "other", "--keys", folder.toString()).err())
        .isEqualTo(
            "lapse: other has no key to roll; lapse keys create and publish make the first\n");
    assertThat(onCluster("roll", "b", "--keys", folder.toString(), "--overlap", "-1s").exitCode())
        .isEqualTo(2);
    assertThat(onCluster("revoke", "b", id, "--from", "yesterday").exitCode()).isEqualTo(2);
    assertThat(Cli.run("keys").exitCode()).isEqualTo(2);
    assertThat(listed("b")).isEqualTo(before);
    assertThat(Files.readString(file("b"))).isEqualTo(privateKey);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file("b"));
    }
  }

  /** Two hosts, and two changes of one: none is lost. */
  @Test
  void changesOfTwoHosts_standBesideEachOther() {
    create("c");
    create("d");
    done(onCluster("publish", "c", file("c").toString()));
    done(onCluster("publish", "d", file("d").toString()));

    assertThat(listed("c")).hasSize(1);
    assertThat(listed("d")).hasSize(1);
  }

  @Test
  void changeThatIsOvertaken_isNotWritten_andSaysSo() throws InterruptedException {
    create("e");
    done(onCluster("publish", "e", file("e").toString(), "--valid-from", "tai:0"));
    KeysTopic topic = new KeysTopic(OvertakenOptions.of(broker.bootstrapServers()));
    create("f");

    String failure = "";
    try {
      topic.change(
          "e",
          known -> {
            done(onCluster("publish", "e", file("f").toString(), "--valid-from", "tai:1"));
            return known.with(known.keys().get(0).revoked(new io.lapse.ledger.time.TaiInstant(0)));
          });
    } catch (io.lapse.cli.failure.Failure e) {
      failure = e.getMessage();
    }

    assertThat(failure)
        .isEqualTo("somebody else changes keys; those of e were not changed: try again");
    assertThat(listed("e")).hasSize(2).allMatch(key -> key.get("revoked_from_tai_ns").isNull());
  }

  @Test
  void recordThatCannotBeRead_isNamed_andNotOverwritten() throws Exception {
    String host = "broken";
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      String topic = TOPICS.hostKeys().name();
      producer.send(new ProducerRecord<>(topic, host, new byte[] {1})).get();
      create(host);

      Cli.Result list = onCluster("list");
      Cli.Result publish = onCluster("publish", host, file(host).toString());

      assertThat(list.exitCode()).isEqualTo(1);
      assertThat(list.err()).startsWith("keys: of broken: expected a HostKeysRecord");
      assertThat(publish.err()).startsWith("lapse: the keys of broken cannot be read");
      producer.send(new ProducerRecord<>(topic, host, null)).get();
      assertThat(onCluster("list").exitCode()).isZero();
    }
  }
}
