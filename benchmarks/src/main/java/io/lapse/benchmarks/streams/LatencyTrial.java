package io.lapse.benchmarks.streams;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How long it takes from a host event to its entry in the ledger: from the call that sends the
 * event, which is before its append, to the poll that returns the committed entry.
 */
@SuppressWarnings("try") // As in Measurement.
final class LatencyTrial {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration QUIET_MAX = Duration.ofSeconds(30);
  private static final long TICK_NANOS = 1_000_000L;

  private final String bootstrapServers;
  private final Topics topics;
  private final HostEventLoad load;

  /** By event id: when it was sent, by {@link System#nanoTime}. */
  private final Map<EventId, Long> sent = new ConcurrentHashMap<>();

  LatencyTrial(String bootstrapServers, Topics topics, HostEventLoad load) {
    this.bootstrapServers = bootstrapServers;
    this.topics = topics;
    this.load = load;
  }

  /**
   * Delays in ascending order.
   *
   * @param nanos each
   */
  @SuppressWarnings("ArrayRecordComponent") // Read, never compared.
  record Delays(long[] nanos) {
    double millis(double quantile) {
      int index = (int) Math.ceil(quantile * nanos.length) - 1;
      return nanos[Math.max(0, index)] / 1e6;
    }
  }

  /**
   * Sends events at a steady rate while the ledger runs, and measures after a warm-up.
   *
   * @throws IOException if the program cannot be started
   */
  Delays of(Trial trial, Path log, double eventsPerSecond, Duration warmup, Duration length)
      throws IOException, InterruptedException {
    try (ChildProcess client =
        ChildProcess.start(log, Measurement.CLIENT_OPTIONS, TrialMain.class, trial.arguments())) {
      String line = client.firstLine();
      if (!line.equals("ready")) {
        throw new IOException("expected the ledger to say that it is ready: " + line);
      }
      Thread sender = new Thread(() -> send(eventsPerSecond, warmup.plus(length)), "send");
      long from = System.nanoTime() + warmup.toNanos();
      sender.start();
      return new Delays(received(sender, from));
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What is lost has no entry, and is not counted.
  private void send(double eventsPerSecond, Duration duration) {
    Map<String, Object> settings = ClientSettings.producer(bootstrapServers);
    settings.put("linger.ms", 0);
    Serializer<HostEvent> serializer = topics.hostEvents().valueSerde().serializer();
    String topic = topics.hostEvents().name();
    long begin = System.nanoTime();
    long count = 0;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      long passed = 0;
      while (passed < duration.toNanos()) {
        long due = (long) (passed / 1e9 * eventsPerSecond);
        for (; count < due; count++) {
          HostEvent event = load.next();
          byte[] bytes = serializer.serialize(topic, event);
          sent.put(event.id(), System.nanoTime());
          producer.send(new ProducerRecord<>(topic, event.guest(), bytes));
        }
        LockSupport.parkNanos(TICK_NANOS);
        passed = System.nanoTime() - begin;
      }
    }
  }

  /** Until all that was sent has come. */
  private long[] received(Thread sender, long fromNanos) {
    Topic<HistoryRecord> ledger = topics.ledger();
    Deserializer<HistoryRecord> deserializer = ledger.valueSerde().deserializer();
    LongStream.Builder delays = LongStream.builder();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            ClientSettings.consumer(bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(new TopicPartition(ledger.name(), 0)));
      long quietSince = System.nanoTime();
      while (sender.isAlive() || !sent.isEmpty()) {
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<String, byte[]> stored : polled) {
          HistoryRecord history = deserializer.deserialize(ledger.name(), stored.value());
          for (EventId id : history.entry().eventIds()) {
            Long at = sent.remove(id);
            if (at != null && at - fromNanos > 0) {
              delays.add(now - at);
            }
          }
        }
        quietSince = polled.isEmpty() ? quietSince : now;
        if (now - quietSince > QUIET_MAX.toNanos()) {
          throw new IllegalStateException("every event must have an entry: " + sent.size());
        }
      }
    }
    return delays.build().sorted().toArray();
  }
}
