package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.cli.replay.Replay;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is as large as a broker takes, or grows beyond that, stops nobody's books. */
class Scenario003LargeRecordsIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(45);

  /** With its key and the overhead of a batch just below the 1,048,588 bytes of a topic. */
  private static final int LARGEST_VALUE_BYTES = 1_048_400;

  private static final long EPOCH = 1_800_000_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void garbageAsLargeAsATopicTakes_goesToQuarantine_andTheRestIsBooked() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 3, 4);

    assertBooked(
        events,
        (broker, topics) -> {
          produce(broker, topics.hostEvents(), new byte[LARGEST_VALUE_BYTES]);
          publish(broker, topics, events);
        });
  }

  @Test
  void recordsThatClaimMoreThanTheyHold_goToQuarantine_andTheRestIsBooked() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 3, 4);

    assertBooked(
        events,
        (broker, topics) -> {
          produce(broker, topics.guestEvents(), bomb(topics, 3_999_999));
          produce(broker, topics.guestEvents(), bomb(topics, Long.MAX_VALUE));
          produce(broker, topics.guestEvents(), bomb(topics, Long.MIN_VALUE));
          publish(broker, topics, events);
        },
        Scenario003LargeRecordsIT::awaitThreeUndecodable);
  }

  private static void awaitThreeUndecodable(EmbeddedBroker broker) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    String listed = "";
    while (!listed.contains("quarantine: 3 of 3 entries")) {
      assertThat(System.nanoTime() - deadline).as(listed).isNegative();
      Cli.Result result =
          Cli.run(
              "quarantine",
              "list",
              "--reason",
              "UNDECODABLE",
              "--bootstrap-server",
              broker.bootstrapServers());
      listed = result.out() + result.err();
    }
  }

  /** An inventory whose list of timers claims to be that long. */
  private static byte[] bomb(Topics topics, long length) {
    byte[] whole =
        topics.guestEvents().valueSerde().serializer().serialize("t", inventory("g", EPOCH, 0));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // The last two: no timers, and no histogram.
    bytes.write(whole, 0, whole.length - 2);
    long folded = (length << 1) ^ (length >> 63);
    for (; (folded & ~0x7FL) != 0; folded >>>= 7) {
      bytes.write((int) ((folded & 0x7F) | 0x80));
    }
    bytes.write((int) folded);
    bytes.write(0);
    return bytes.toByteArray();
  }

  @Test
  void guestWithManyInventories_stopsNobodysBooks() throws Exception {
    List<LedgerInput> events = GeneratedMoves.of(7, 3, 4);
    List<LedgerInput> inventories = new ArrayList<>();
    for (int hour = 0; hour < 80; hour++) {
      inventories.add(inventory("chatty", EPOCH + hour * 3_600_000_000_000L, 1_000));
    }

    assertBooked(
        events,
        (broker, topics) -> {
          publish(broker, topics, inventories);
          publish(broker, topics, events);
        });
  }

  @Test
  void recordOfNearly100MegaBytes_isRefusedByTheBroker() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      byte[] huge = new byte[99_000_000];
      new Random(7).nextBytes(huge);
      Map<String, Object> config =
          Map.of(
              "bootstrap.servers", broker.bootstrapServers(),
              "max.request.size", 200 * 1024 * 1024,
              "buffer.memory", 300L * 1024 * 1024);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
        for (Topic<?> topic : topics.inputs()) {
          assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic.name(), huge)).get())
              .as(topic.name())
              .hasCauseInstanceOf(RecordTooLargeException.class);
        }
      }
    }
  }

  private interface Publication {
    void to(EmbeddedBroker broker, Topics topics);
  }

  private void assertBooked(List<LedgerInput> events, Publication publication) throws Exception {
    assertBooked(events, publication, broker -> {});
  }

  private void assertBooked(
      List<LedgerInput> events, Publication publication, Consumer<EmbeddedBroker> afterwards)
      throws Exception {
    List<Entry> expected = Replay.run(events, Rules.DEFAULT, false).entries();
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      try (LedgerApp app = LedgerApp.start(config(broker));
          LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), topics)) {
        app.awaitRunning(TIMEOUT);

        publication.to(broker, topics);

        assertThat(ledger.awaitStanding(expected, TIMEOUT)).isTrue();
        afterwards.accept(broker);
      }
    }
  }

  private static GuestEvent.Inventory inventory(String guest, long at, int timers) {
    ArmedTimer timer =
        new ArmedTimer(
            "hrtimer", TimerKind.TIMERFD, TimerClock.MONOTONIC, true, at, 0, false, true);
    Envelope envelope =
        new Envelope(guest, null, Stamp.of(new TaiInstant(at), 0), Source.JSONL, null);
    return new GuestEvent.Inventory(envelope, at, at, at, 37, Collections.nCopies(timers, timer));
  }

  private AppConfig config(EmbeddedBroker broker) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.toString());
    properties.put("commit.interval.ms", "50");
    properties.put("replication.factor", "1");
    return new AppConfig(properties);
  }

  private static void publish(EmbeddedBroker broker, Topics topics, List<LedgerInput> events) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (HostEventPublisher publisher = HostEventPublisher.connect(config, topics)) {
      events.forEach(publisher::send);
      publisher.flush();
    }
  }

  private static void produce(EmbeddedBroker broker, Topic<?> topic, byte[] value) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    byte[] key = {'g'};
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    } catch (Exception e) {
      throw new IllegalStateException("the topic must take the garbage", e);
    }
  }
}
