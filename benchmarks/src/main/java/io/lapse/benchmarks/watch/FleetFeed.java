package io.lapse.benchmarks.watch;

import io.lapse.benchmarks.streams.HostEventLoad;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet's hosts publish: the workload of the streams benchmark, which breaks no rule; and
 * beside it, so many times a second, an outage of a guest of its own that is over now and was too
 * long.
 */
final class FleetFeed implements AutoCloseable {
  static final int GUESTS = 10_000;
  static final int ALERTS_PER_SECOND = 20;

  private static final long SEED = 1;
  private static final int LINGER_MILLIS = 5;
  private static final long TICK_NANOS = 1_000_000L;
  private static final double SECOND_NANOS = 1e9;
  private static final long BLACKOUT_NANOS = 1_500_000_000L;
  private static final long CLOCK_ERROR_NANOS = 100_000L;
  private static final long RESOLUTION_NANOS = 1_000L;
  private static final int BATCH_BYTES = 64 * 1024;

  private final SystemTaiClock clock = new SystemTaiClock();
  private final HostEventLoad load = new HostEventLoad(GUESTS, SEED);
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Topics topics;
  private final AlertReceiver receiver;
  private final KafkaProducer<String, byte[]> bulk;

  /** It waits for no batch to fill. */
  private final KafkaProducer<String, byte[]> prompt;

  private final AtomicLong sent = new AtomicLong();
  private long alerts;

  FleetFeed(String bootstrapServers, Topics topics, AlertReceiver receiver) {
    this.topics = topics;
    this.receiver = receiver;
    bulk = producer(bootstrapServers, LINGER_MILLIS);
    prompt = producer(bootstrapServers, 0);
  }

  private static KafkaProducer<String, byte[]> producer(String bootstrapServers, int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "acks", "all",
            "compression.type", "lz4",
            "linger.ms", lingerMillis,
            "batch.size", BATCH_BYTES),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** Publishes the policy and the guests' profiles. */
  void introduce() {
    Policy policy = HostEventLoad.policy();
    send(bulk, topics.policies(), policy.name(), policy);
    for (int guest = 0; guest < GUESTS; guest++) {
      GuestEvent profile = HostEventLoad.profile(guest);
      send(bulk, topics.guestEvents(), profile.guest(), profile);
    }
    finish();
  }

  /** Publishes as fast as it goes. */
  void flood(long events) {
    for (long i = 0; i < events; i++) {
      host(bulk, load.next());
    }
    finish();
  }

  /** Publishes at a steady rate, with the outages that open alerts. */
  void steady(double eventsPerSecond, Duration length) {
    long begin = System.nanoTime();
    long events = 0;
    long outages = 0;
    for (long passed = 0; passed < length.toNanos(); passed = System.nanoTime() - begin) {
      for (; events < passed / SECOND_NANOS * eventsPerSecond; events++) {
        host(bulk, load.next());
      }
      for (; outages < passed / SECOND_NANOS * ALERTS_PER_SECOND; outages++) {
        tooLong();
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
    finish();
  }

  private void tooLong() {
    String guest = String.format(Locale.ROOT, "late-%08d", alerts++);
    TaiInstant now = clock.now();
    HostEvent stop =
        new HostEvent.Stopped(
            envelope(guest, "host-1", now.plus(-BLACKOUT_NANOS)), StopReason.MIGRATE, null);
    HostEvent restart =
        new HostEvent.Restarted(
            envelope(guest, "host-2", now),
            RestartMode.INCOMING,
            null,
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of());
    host(prompt, stop);
    receiver.expect(guest + "/" + stop.id().hex(), System.nanoTime());
    host(prompt, restart);
  }

  private static Envelope envelope(String guest, String host, TaiInstant at) {
    return new Envelope(
        guest, host, new Stamp(at, CLOCK_ERROR_NANOS, RESOLUTION_NANOS, 0), Source.QMP, null);
  }

  private void host(KafkaProducer<String, byte[]> producer, HostEvent event) {
    send(producer, topics.hostEvents(), event.guest(), event);
    sent.incrementAndGet();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Failures are kept by a callback.
  private <V> void send(
      KafkaProducer<String, byte[]> producer, Topic<V> topic, String key, V value) {
    byte[] bytes = topic.valueSerde().serializer().serialize(topic.name(), value);
    producer.send(
        new ProducerRecord<>(topic.name(), key, bytes),
        (metadata, exception) -> failure.compareAndSet(null, exception));
  }

  private void finish() {
    bulk.flush();
    prompt.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the load must be written", failed);
    }
  }

  /** How many host events so far. */
  long sent() {
    return sent.get();
  }

  @Override
  public void close() {
    bulk.close();
    prompt.close();
  }
}
