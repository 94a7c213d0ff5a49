package io.lapse.cli.whatif;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.replay.PolicyOption;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.FleetPlan;
import io.lapse.ledger.simulation.FleetSimulation;
import io.lapse.ledger.simulation.Happening;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of a cluster's topics. Each test has topics of its own, under its own prefix. */
class WhatIfTopicsIT {
  private static final String FLEET = "guests=12,hosts=4,days=5,seed=9";

  private static EmbeddedBroker broker;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;
  private static final List<Future<?>> SENT = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(config);
    producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  /** Publishes the fleet. */
  private static Topics published(String prefix) {
    Topics topics = Topics.named(prefix);
    TopicSetup.create(admin, topics, 2, (short) 1);
    FleetPlan plan = FleetPlan.of(9, 12, 4, 5).with(FleetHabits.PUBLIC);
    FleetSimulation fleet = FleetSimulation.of(plan);
    while (fleet.hasNext()) {
      if (fleet.next() instanceof Happening.Arrived arrived) {
        publish(topics, arrived.input());
      }
    }
    flush();
    return topics;
  }

  private static void publish(Topics topics, LedgerInput input) {
    if (input instanceof HostEvent event) {
      send(topics.hostEvents(), event.guest(), event);
    } else {
      send(topics.guestEvents(), input.guest(), (GuestEvent) input);
    }
  }

  private static <V> void send(Topic<V> topic, String key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    send(new ProducerRecord<>(topic.name(), key.getBytes(UTF_8), bytes));
  }

  private static void send(ProducerRecord<byte[], byte[]> stored) {
    SENT.add(producer.send(stored));
  }

  /** What does not arrive fails the test. */
  private static void flush() {
    producer.flush();
    assertThat(SENT).allSatisfy(each -> assertThat(each).succeedsWithin(Duration.ZERO));
    SENT.clear();
  }

  private static Cli.Result whatif(String prefix, Object... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("whatif", "--bootstrap-server", broker.bootstrapServers(), "--prefix", prefix));
    args.addAll(Arrays.asList(more));
    return Cli.run(args.toArray());
  }

  private static String upToDuration(String summary) {
    return summary.substring(0, summary.lastIndexOf(','));
  }

  @Test
  void topics_giveWhatTheFleetGives() {
    published("whole.");

    Cli.Result ofTopics = whatif("whole.");
    Cli.Result ofFleet = Cli.run("whatif", "--fleet", FLEET);

    assertThat(ofTopics.exitCode()).as(ofTopics.err()).isZero();
    assertThat(upToDuration(ofTopics.err())).isEqualTo(upToDuration(ofFleet.err()));
    assertThat(ofTopics.err()).doesNotContain(" 0 outages");
  }

  @Test
  void recordsThatCannotBeTaken_areNamed_andCounted() {
    Topics topics = published("bad.");
    String hosts = topics.hostEvents().name();
    send(new ProducerRecord<>(hosts, 0, "g".getBytes(UTF_8), "garbage".getBytes(UTF_8)));
    send(new ProducerRecord<>(hosts, 0, "g".getBytes(UTF_8), null));
    HostEvent event = anyEvent();
    send(topics.hostEvents(), "an\u001bother", event);
    flush();

    Cli.Result result = whatif("bad.");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .containsPattern("bad\\.host-events 0:\\d+: expected a HostEventRecord")
        .containsPattern("bad\\.host-events 0:\\d+: expected an event, found none")
        .containsPattern(
            "bad\\.host-events \\d:\\d+: expected the event's guest as key: "
                + event.guest()
                + ", found: an\\?other")
        .contains("3 lines, records or files refused");
  }

  private static HostEvent anyEvent() {
    FleetSimulation fleet = FleetSimulation.of(FleetPlan.of(9, 1, 2, 5));
    while (fleet.hasNext()) {
      if (fleet.next() instanceof Happening.Arrived arrived
          && arrived.input() instanceof HostEvent event) {
        return event;
      }
    }
    throw new IllegalStateException("a fleet must say something");
  }

  @Test
  void hole_makesThePartOfAHistory_andFails() throws Exception {
    String hosts = published("hole.").hostEvents().name();
    TopicPartition first = new TopicPartition(hosts, 0);
    admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(7))).all().get();
    Path out = folder.resolve("out");

    Cli.Result result = whatif("hole.", "--out", out);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("PARTIAL, 1 missing: ");
    assertThat(out.resolve("report.json"))
        .content()
        .contains(hosts + " 0: all before offset 7 is no longer there");
  }

  @Test
  void policiesOfTheTopic_hold_unlessOthersAreStated() {
    Topics topics = published("ruled.");
    Policy policy = PolicyOption.parse("threshold_ns=1s").get(0);
    send(topics.policies(), policy.name(), policy);
    flush();

    Cli.Result live = whatif("ruled.");
    Cli.Result stated = whatif("ruled.", "--policy", "threshold_ns=1s");

    assertThat(live.exitCode()).as(live.err()).isZero();
    assertThat(live.out()).contains("ruled.policies");
    assertThat(stated.out()).contains("threshold_ns=1s").doesNotContain("ruled.policies");
  }

  @Test
  void topicsThatAreNotThere_areNamed() throws Exception {
    Topics topics = Topics.named("half.");
    TopicSetup.create(admin, topics, 1, (short) 1);
    admin.deleteTopics(Set.of(topics.guestEvents().name())).all().get();

    Cli.Result nowhere = whatif("nowhere.");
    Cli.Result half = whatif("half.", "--policy", "drift_ppm=1");

    assertThat(nowhere.exitCode()).isEqualTo(1);
    assertThat(nowhere.err()).contains("lapse: nowhere.policies is missing");
    assertThat(half.exitCode()).isEqualTo(1);
    assertThat(half.err()).contains("half.guest-events is missing");
  }
}
