package io.lapse.streamsapp.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Stamp;
import io.lapse.schemas.tai.UtcScale;
import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertFeedTest {
  private static final Topics TOPICS = Topics.standard();
  private static final String ALERTS = TOPICS.alerts().name();
  private static final TopicPartition P0 = new TopicPartition(ALERTS, 0);
  private static final TopicPartition P1 = new TopicPartition(ALERTS, 1);

  private final FakeClock clock = new FakeClock();
  private final MemorySink sink = new MemorySink(64, Duration.ofMinutes(1));
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> profiles = new MockConsumer<>("earliest");
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private AlertFeed feed;

  @BeforeEach
  void subscribe() {
    String topic = TOPICS.guestProfiles().name();
    TopicPartition partition = new TopicPartition(topic, 0);
    Node node = new Node(0, "h", 1);
    profiles.updatePartitions(
        topic, List.of(new PartitionInfo(topic, 0, node, new Node[] {node}, new Node[] {node})));
    profiles.updateBeginningOffsets(Map.of(partition, 0L));
    profiles.updateEndOffsets(Map.of(partition, 0L));
    AlertMeters meters = new AlertMeters(registry, sink.name());
    Pace pace = new Pace(20, new SplittableRandom(1), clock.steadyMillis());
    DeliverySettings settings = new DeliverySettings(Driven.AGE_MAX, Driven.FACT_FIRING, 20, 2);
    GuestZones zones =
        new GuestZones(
            () -> profiles,
            topic,
            TOPICS.guestProfiles().keySerde().deserializer(),
            TOPICS.guestProfiles().valueSerde().deserializer());
    feed =
        new AlertFeed(
            consumer,
            ALERTS,
            TOPICS.alerts().valueSerde().deserializer(),
            zones,
            new Outbox(sink, settings, clock, pace, meters, zones::of),
            clock);
    feed.subscribe();
  }

  /** Partitions are assigned, of which the first so many records are there. */
  private void assign(TopicPartition partition, long end) {
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, end));
    consumer.rebalance(List.of(partition));
  }

  private void add(TopicPartition partition, long offset, byte[] value) {
    consumer.addRecord(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            clock.utcMillis(),
            TimestampType.CREATE_TIME,
            1,
            value.length,
            "vm".getBytes(StandardCharsets.UTF_8),
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  private void add(TopicPartition partition, long offset, Alert alert) {
    add(partition, offset, TOPICS.alerts().valueSerde().serializer().serialize(ALERTS, alert));
  }

  private Alert state(String guest) {
    return Alerts.opened(guest, Violation.UNACCOUNTED_TIME, clock.utcMillis());
  }

  private void rounds() {
    for (int i = 0; i < 20; i++) {
      feed.round();
      clock.pass(Duration.ofMillis(100));
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(TopicPartition partition) {
    return new HashMap<>(consumer.committed(Set.of(partition)));
  }

  @Test
  void records_areDelivered_andCommittedWithWhatWasSeen() {
    assign(P0, 2);
    add(P0, 0, state("a"));
    add(P0, 1, state("b"));

    rounds();

    assertThat(sink.told()).containsExactly("a OPENED", "b OPENED");
    OffsetAndMetadata committed = committed(P0).get(P0);
    assertThat(committed.offset()).isEqualTo(2);
    assertThat(committed.metadata())
        .matches("began=" + FakeClock.START_MILLIS + ",seen=2,ended=\\d+");
  }

  @Test
  void recordsThatNobodyCanRead_arePassedOver_andCounted() {
    assign(P0, 2);
    add(P0, 0, new byte[] {1, 2, 3});
    add(P0, 1, state("b"));

    rounds();

    assertThat(sink.told()).containsExactly("b OPENED");
    assertThat(committed(P0).get(P0).offset()).isEqualTo(2);
    assertThat(registry.get("lapse.alerts.sent").tag("outcome", "refused").counter().count())
        .isEqualTo(1);
  }

  @Test
  void whatWasCommitted_isReadAgain_andToldAgain_butNotAsNew() {
    Alert gone = state("gone");
    consumer.commitSync(
        Map.of(P0, new OffsetAndMetadata(3, new CommitNote(clock.utcMillis(), 3, 0).text())));
    assign(P0, 4);
    add(P0, 0, state("a"));
    add(P0, 1, gone);
    add(P0, 2, Alerts.resolved(gone, clock.utcMillis()));
    clock.pass(Duration.ofMinutes(10));
    add(P0, 3, state("b"));

    rounds();

    assertThat(sink.told()).containsExactlyInAnyOrder("a OPENED again", "b OPENED");
  }

  @Test
  void topicThatWasMadeAnew_isReadFromItsStart() {
    consumer.commitSync(Map.of(P0, new OffsetAndMetadata(100, "")));
    assign(P0, 1);
    add(P0, 0, state("a"));

    rounds();

    assertThat(sink.told()).containsExactly("a OPENED");
  }

  @Test
  void receiverThatIsAway_stopsTheReading_atTheBound() {
    sink.away();
    assign(P0, 3);
    add(P0, 0, state("a"));
    add(P0, 1, state("b"));
    rounds();
    boolean paused = consumer.paused().contains(P0);
    add(P0, 2, state("c"));
    rounds();
    long offset = committed(P0).get(P0).offset();

    sink.back();
    for (int i = 0; i < 100; i++) {
      rounds();
    }

    assertThat(paused).isTrue();
    assertThat(offset).isZero();
    assertThat(sink.told()).contains("a OPENED", "b OPENED", "c OPENED");
    assertThat(committed(P0).get(P0).offset()).isEqualTo(3);
  }

  @Test
  void partitionThatIsTakenAway_isCommitted_andForgotten() {
    assign(P0, 1);
    add(P0, 0, state("a"));
    // No time passes: nothing but the rebalance commits.
    feed.round();
    feed.round();
    feed.round();
    consumer.updateBeginningOffsets(Map.of(P1, 0L));
    consumer.updateEndOffsets(Map.of(P1, 0L));

    consumer.rebalance(List.of(P1));
    clock.pass(Duration.ofMinutes(2));
    rounds();

    assertThat(sink.told()).containsExactly("a OPENED");
    consumer.rebalance(List.of(P0, P1)); // It only tells of what it is assigned.
    assertThat(committed(P0).get(P0).offset()).isEqualTo(1);
  }

  @Test
  void zone_isThatOfTheLatestProfile() {
    TopicPartition partition = new TopicPartition(TOPICS.guestProfiles().name(), 0);
    profiles.schedulePollTask(
        () ->
            profiles.addRecord(
                new ConsumerRecord<>(
                    partition.topic(),
                    0,
                    0,
                    "a".getBytes(StandardCharsets.UTF_8),
                    TOPICS
                        .guestProfiles()
                        .valueSerde()
                        .serializer()
                        .serialize(partition.topic(), profile("a", "eu-1a")))));
    profiles.updateEndOffsets(Map.of(partition, 1L));
    assign(P0, 1);
    add(P0, 0, state("a"));

    rounds();

    assertThat(sink.received).extracting(AlertMessage::zone).containsExactly("eu-1a");
  }

  private GuestEvent.Profile profile(String guest, String zone) {
    return new GuestEvent.Profile(
        new Envelope(guest, null, Stamp.of(UtcScale.toTai(clock.instant()), 0), Source.JSONL, null),
        "tsc",
        2_000_000L,
        "6.12",
        null,
        "web",
        CounterWhilePaused.STOPS,
        Map.of("zone", zone));
  }
}
