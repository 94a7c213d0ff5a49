package io.lapse.cli.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code lapse produce cloudevents} of a topic: it is killed, and goes on where it was. */
@Timeout(180)
class ProducedTopicIT {
  private static final String ELSEWHERE = "elsewhere.events";
  private static final long TAI_NANOS = 1_795_382_268_123_000_000L;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void events_ofATopic_areAllThere_thoughTheProducerWasKilled() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      Ledgers.createTopics(broker, topics, 1);
      createElsewhere(broker);
      try (Producer<byte[], byte[]> elsewhere = elsewhere(broker);
          ProducerProcess producer =
              new ProducerProcess(
                  "cloudevents",
                  folder,
                  broker.bootstrapServers(),
                  "kafka:" + ELSEWHERE,
                  Map.of("fetch.min.bytes", "1"));
          TopicContents<HostEvent> topic =
              new TopicContents<>(broker.bootstrapServers(), topics.hostEvents())) {
        send(elsewhere, 0, 20);
        producer.start();
        await(topic, ids(0, 20), producer);
        producer.kill();
        send(elsewhere, 20, 40);
        producer.start();
        await(topic, ids(0, 40), producer);
        int exitCode = producer.stop();
        topic.readToTheEnd();

        assertThat(exitCode).isZero();
        assertThat(ids(topic.values())).isEqualTo(ids(0, 40));
        assertThat(producer.log()).doesNotContain("unknown key");
      }
    }
  }

  private static void createElsewhere(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(ELSEWHERE, 3, (short) 1))).all().get();
    }
  }

  private static Producer<byte[], byte[]> elsewhere(EmbeddedBroker broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void send(Producer<byte[], byte[]> elsewhere, int from, int to) throws Exception {
    for (int guest = from; guest < to; guest++) {
      elsewhere.send(record(guest)).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int guest) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            ELSEWHERE, ("g" + guest).getBytes(UTF_8), "{\"reason\":\"migrate\"}".getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", String.valueOf(guest),
            "ce_source", "//host-0/agent",
            "ce_type", "io.lapse.stopped",
            "ce_subject", "g" + guest,
            "ce_hosttai", String.valueOf(TAI_NANOS + guest),
            "content-type", "application/json")
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  /** Those of the events as they are, made without the producer. */
  private static Set<String> ids(int from, int to) {
    Set<String> ids = new HashSet<>();
    for (int guest = from; guest < to; guest++) {
      Stamp stamp = new Stamp(new TaiInstant(TAI_NANOS + guest), 100_000, 0, 0);
      Envelope envelope = new Envelope("g" + guest, "host-0", stamp, Source.JSONL, null);
      ids.add(new HostEvent.Stopped(envelope, StopReason.MIGRATE, null).id().toString());
    }
    return ids;
  }

  private static Set<String> ids(List<HostEvent> events) {
    Set<String> ids = new HashSet<>();
    events.forEach(event -> ids.add(event.id().toString()));
    return ids;
  }

  private static void await(
      TopicContents<HostEvent> topic, Set<String> wanted, ProducerProcess producer)
      throws Exception {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (!ids(topic.values()).containsAll(wanted) && System.nanoTime() < deadlineNanos) {
      topic.await(topic.values().size() + 1, Duration.ofMillis(100));
    }
    assertThat(ids(topic.values())).as(producer.log()).containsAll(wanted);
  }
}
