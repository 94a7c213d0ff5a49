package io.lapse.streamsapp.alert;

import io.lapse.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alerts to sinks, each on a thread of its own and from a consumer group of its own: one
 * whose receiver is away holds up no other, and nothing else of the process.
 */
public final class AlertDelivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

  /** How long a feed that failed rests. */
  private static final Duration REST = Duration.ofSeconds(5);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

  private final Map<String, Object> client;
  private final String application;
  private final Topics topics;
  private final DeliverySettings settings;
  private final AlertClock clock = AlertClock.system();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Thread> threads;

  private AlertDelivery(
      Map<String, Object> client,
      String application,
      Topics topics,
      DeliverySettings settings,
      List<AlertSink> sinks,
      MeterRegistry registry) {
    this.client = Map.copyOf(client);
    this.application = application;
    this.topics = topics;
    this.settings = settings;
    threads = sinks.stream().map(sink -> thread(sink, registry)).toList();
  }

  /**
   * Starts it.
   *
   * @param client of a consumer that belongs to no group
   * @param application whose alerts they are; begins the names of the groups
   * @param sinks that are closed with it
   */
  public static AlertDelivery start(
      Map<String, Object> client,
      String application,
      Topics topics,
      DeliverySettings settings,
      List<AlertSink> sinks,
      MeterRegistry registry) {
    AlertDelivery delivery =
        new AlertDelivery(client, application, topics, settings, sinks, registry);
    delivery.threads.forEach(Thread::start);
    return delivery;
  }

  private Thread thread(AlertSink sink, MeterRegistry registry) {
    AlertMeters meters = new AlertMeters(registry, sink.name());
    Thread thread = new Thread(() -> run(sink, meters), "alerts-" + sink.name());
    thread.setDaemon(true);
    return thread;
  }

  private void run(AlertSink sink, AlertMeters meters) {
    try (sink) {
      while (!isClosing(Duration.ZERO)) {
        try {
          deliver(sink, meters);
        } catch (RuntimeException e) {
          LOG.atError()
              .addKeyValue("receiver", sink.name())
              .setCause(e)
              .log("alerts not delivered");
          isClosing(REST);
        }
      }
    }
  }

  private void deliver(AlertSink sink, AlertMeters meters) {
    try (GuestZones zones = zones(sink);
        AlertFeed feed = feed(sink, meters, zones)) {
      feed.subscribe();
      while (!isClosing(Duration.ZERO)) {
        feed.round();
      }
    }
  }

  private AlertFeed feed(AlertSink sink, AlertMeters meters, GuestZones zones) {
    Pace pace = new Pace(settings.postsPerSecond(), new SplittableRandom(), clock.steadyMillis());
    return new AlertFeed(
        consumer(group(application, sink.name())),
        topics.alerts().name(),
        topics.alerts().valueSerde().deserializer(),
        zones,
        new Outbox(sink, settings, clock, pace, meters, zones::of),
        clock);
  }

  private GuestZones zones(AlertSink sink) {
    return new GuestZones(
        () -> new KafkaConsumer<>(profilesConfig(sink.name())),
        topics.guestProfiles().name(),
        topics.guestProfiles().keySerde().deserializer(),
        topics.guestProfiles().valueSerde().deserializer());
  }

  /** The consumer group of a sink. */
  public static String group(String application, String sink) {
    return application + "-alerts-" + sink;
  }

  private Consumer<byte[], byte[]> consumer(String group) {
    Map<String, Object> config = common(group);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    // Others go on with the alerts soon after an instance died.
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    return new KafkaConsumer<>(config);
  }

  private Map<String, Object> profilesConfig(String sink) {
    Map<String, Object> config = common(group(application, sink) + "-profiles");
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return config;
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> config = new HashMap<>(client);
    config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return config;
  }

  private boolean isClosing(Duration within) {
    try {
      return closing.await(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Commits what was delivered; what waits is delivered after the next start. */
  @Override
  public void close() {
    closing.countDown();
    long deadlineNanos = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    for (Thread thread : threads) {
      try {
        thread.join(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
