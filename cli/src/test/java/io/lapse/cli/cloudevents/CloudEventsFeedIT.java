package io.lapse.cli.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.cloudevents.CloudEventsFeed;
import io.lapse.producers.produce.FeedDesk;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CloudEvents through a real broker: committed ones only, and each once. */
@Timeout(120)
class CloudEventsFeedIT {
  private static final String TOPIC = "elsewhere.events";
  private static final long TAI = 1_795_382_268_123_000_000L;

  @Test
  void committedEvents_areReadOnce_acrossALifeOfTheFeed() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        Producer<byte[], byte[]> producer = producer(broker)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 1))).all().get();
      producer.initTransactions();
      sendAndCommit(producer, List.of("a", "b", "c", "d"));
      sendAndAbort(producer, List.of("never"));
      Desk desk = new Desk();

      List<String> first = read(broker, desk, 4);
      sendAndAbort(producer, List.of("never"));
      sendAndCommit(producer, List.of("e", "a"));
      List<String> second = read(broker, desk, 2);

      assertThat(first).containsExactlyInAnyOrder("a", "b", "c", "d");
      assertThat(second).containsExactlyInAnyOrder("e", "a");
      assertThat(admin.listGroups().all().get()).isEmpty();
    }
  }

  /** Runs a feed until it has told that many events, and of the record that is none. */
  private static List<String> read(EmbeddedBroker broker, Desk desk, int count)
      throws InterruptedException {
    Map<String, Object> settings =
        CloudEventsFeed.settings(Map.of("bootstrap.servers", broker.bootstrapServers()));
    CloudEventsFeed feed = new CloudEventsFeed(() -> new KafkaConsumer<>(settings), input());
    Thread thread = new Thread(() -> run(feed, desk), "feed");
    thread.start();
    List<String> guests = new ArrayList<>();
    while (guests.size() < count) {
      LedgerInput event = desk.events.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("an event after %s; problems: %s", guests, desk.problems).isNotNull();
      guests.add(event.guest());
    }
    assertThat(desk.problems.poll(60, TimeUnit.SECONDS))
        .matches(TOPIC + "-0@[0-9]+: not a CloudEvent: expected headers .*");
    thread.interrupt();
    thread.join();
    desk.events.forEach(event -> guests.add(event.guest()));
    return guests;
  }

  private static void run(CloudEventsFeed feed, Desk desk) {
    try {
      feed.run(desk);
    } catch (InterruptedException e) {
      // The test has seen enough.
    }
  }

  private static SourceInput input() {
    return new SourceInput(
        TOPIC,
        Path.of(TOPIC),
        null,
        null,
        Format.CLOUDEVENTS,
        100_000,
        null,
        CounterWhilePaused.UNKNOWN);
  }

  private static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "elsewhere");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void sendAndCommit(Producer<byte[], byte[]> producer, List<String> guests) {
    producer.beginTransaction();
    guests.forEach(guest -> send(producer, event(guest)));
    send(producer, new ProducerRecord<>(TOPIC, 0, null, "rubbish".getBytes(UTF_8)));
    producer.commitTransaction();
  }

  private static void sendAndAbort(Producer<byte[], byte[]> producer, List<String> guests) {
    producer.beginTransaction();
    guests.forEach(guest -> send(producer, event(guest)));
    producer.flush();
    producer.abortTransaction();
  }

  /** What is not stored fails its commit. */
  private static void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused = producer.send(record);
  }

  private static ProducerRecord<byte[], byte[]> event(String guest) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            TOPIC, guest.getBytes(UTF_8), "{\"reason\":\"migrate\"}".getBytes(UTF_8));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", "1",
            "ce_source", "//h1/agent",
            "ce_type", "io.lapse.stopped",
            "ce_hosttai", String.valueOf(TAI),
            "content-type", "application/json")
        .forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
    return record;
  }

  /** Keeps what is left, with the position behind it. */
  private static final class Desk implements FeedDesk {
    private final BlockingQueue<LedgerInput> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
    private volatile @Nullable String position;

    @Override
    public @Nullable String position() {
      return position;
    }

    @Override
    public void leave(List<LedgerInput> read, String behind) {
      position = behind;
      events.addAll(read);
    }

    @Override
    public void report(Problem problem) {
      problems.add(problem.toString());
    }

    @Override
    public void up() {
      // What is read shows it.
    }

    @Override
    public void down(String why) {
      problems.add("down: " + why);
    }
  }
}
