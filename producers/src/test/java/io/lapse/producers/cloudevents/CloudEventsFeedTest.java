package io.lapse.producers.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the feed does with a topic, and where it says it is. */
@Timeout(30)
class CloudEventsFeedTest {
  private static final TopicPartition P0 = new TopicPartition("topic", 0);
  private static final TopicPartition P1 = new TopicPartition("topic", 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final CloudEventsFeed feed =
      new CloudEventsFeed(() -> consumer, CloudEventReaderTest.input(null, null));

  @BeforeEach
  void createTopic() {
    consumer.updatePartitions("topic", List.of(partition(0), partition(1)));
    consumer.updateBeginningOffsets(Map.of(P0, 0L, P1, 0L));
    consumer.updateEndOffsets(Map.of(P0, 9L, P1, 9L));
  }

  @AfterEach
  void clearInterruption() {
    Thread.interrupted();
  }

  @Test
  void events_areLeft_withThePositionBehindThem() {
    Desk desk = new Desk(null);
    consumer.schedulePollTask(() -> add(P0, 0, "g0"));
    consumer.schedulePollTask(() -> add(P1, 0, "g1"));

    runUntilNothingIsLeft(desk);

    assertThat(desk.guests()).containsExactly("g0", "g1");
    assertThat(desk.positions()).containsExactly("0=1", "0=1,1=1");
    assertThat(desk.health()).containsExactly("up");
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void feed_goesOn_whereTheDeskSays() {
    Desk desk = new Desk("0=2");
    consumer.schedulePollTask(
        () -> {
          add(P0, 1, "before");
          add(P0, 2, "next");
          add(P1, 0, "first");
        });

    runUntilNothingIsLeft(desk);

    assertThat(desk.guests()).containsExactlyInAnyOrder("next", "first");
    assertThat(desk.position()).isEqualTo("0=3,1=1");
  }

  @Test
  void badRecord_isReportedWithItsOffset_andPassed() {
    Desk desk = new Desk(null);
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(new ConsumerRecord<>("topic", 0, 0, null, "rubbish".getBytes(UTF_8)));
          ConsumerRecord<byte[], byte[]> twice = record(P0, 1, "g");
          consumer.addRecord(withHeader(twice, "ce_id"));
          add(P0, 2, "good");
        });

    runUntilNothingIsLeft(desk);

    assertThat(desk.guests()).containsExactly("good");
    assertThat(desk.position()).isEqualTo("0=3");
    assertThat(desk.problems())
        .containsExactly(
            "topic-0@0: not a CloudEvent: expected headers ce_specversion, ce_id, ce_source,"
                + " ce_type, or content-type application/cloudevents+json",
            "topic-0@1: header ce_id is there twice: expected it once");
  }

  @Test
  void brokerThatFails_isWaitedFor() {
    Desk desk = new Desk(null);
    consumer.schedulePollTask(
        () -> consumer.setPollException(new TopicAuthorizationException("not yours")));
    consumer.schedulePollTask(() -> add(P0, 0, "g"));

    runUntilNothingIsLeft(desk);

    assertThat(desk.health()).containsExactly("up", "down: not yours", "up");
    assertThat(desk.guests()).containsExactly("g");
  }

  @Test
  void topicThatIsNotThere_isWaitedFor() {
    MockConsumer<byte[], byte[]> without = new MockConsumer<>("none");
    without.updatePartitions("topic", List.of());
    Desk desk = new Desk(null);
    desk.whenDown(Thread.currentThread()::interrupt);

    assertThatThrownBy(
            () ->
                new CloudEventsFeed(() -> without, CloudEventReaderTest.input(null, null))
                    .run(desk))
        .isInstanceOf(InterruptedException.class);

    assertThat(desk.health()).containsExactly("down: there is no topic topic");
    assertThat(without.closed()).isTrue();
  }

  @Test
  void recordsThatAreGone_areSaid_andReadingGoesOnBehindThem() {
    consumer.updateBeginningOffsets(Map.of(P0, 5L, P1, 0L));
    Desk desk = new Desk("0=2");
    consumer.schedulePollTask(
        () -> consumer.setPollException(new OffsetOutOfRangeException(Map.of(P0, 2L))));
    consumer.schedulePollTask(() -> add(P0, 5, "g"));

    runUntilNothingIsLeft(desk);

    assertThat(desk.problems())
        .containsExactly("topic-0: warning: offset 2 is no longer there: reading goes on at 5");
    assertThat(desk.guests()).containsExactly("g");
    assertThat(desk.position()).isEqualTo("0=6");
  }

  @Test
  void deskThatIsInterrupted_endsTheFeed() {
    Desk desk = new Desk(null);
    desk.whenLeft(
        () -> {
          throw new InterruptedException("full");
        });
    consumer.schedulePollTask(() -> add(P0, 0, "g"));

    assertThatThrownBy(() -> feed.run(desk)).isInstanceOf(InterruptedException.class);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void settings_leaveNothingToAGroup() {
    Map<String, Object> settings =
        CloudEventsFeed.settings(
            Map.of("bootstrap.servers", "b:1", "group.id", "g", "isolation.level", "x"));

    assertThat(settings)
        .containsEntry("bootstrap.servers", "b:1")
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .doesNotContainKey("group.id");
  }

  /** The last poll task interrupts the feed. */
  private void runUntilNothingIsLeft(Desk desk) {
    consumer.schedulePollTask(Thread.currentThread()::interrupt);
    assertThatThrownBy(() -> feed.run(desk)).isInstanceOf(InterruptedException.class);
  }

  private void add(TopicPartition partition, long offset, String guest) {
    consumer.addRecord(record(partition, offset, guest));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      TopicPartition partition, long offset, String guest) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            partition.topic(), partition.partition(), offset, guest.getBytes(UTF_8), null);
    CloudEventReaderTest.headers("type", "io.lapse.quiesced")
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> withHeader(
      ConsumerRecord<byte[], byte[]> record, String name) {
    record.headers().add(name, new byte[] {'1'});
    return record;
  }

  private static PartitionInfo partition(int number) {
    return new PartitionInfo("topic", number, null, null, null);
  }
}
