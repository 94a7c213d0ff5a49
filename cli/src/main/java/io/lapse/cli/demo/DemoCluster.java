package io.lapse.cli.demo;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.guestconsumer.GuestConsumer;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;

/** A broker, the ledger and the guest side in this process; closed in the reverse order. */
final class DemoCluster implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

  private final EmbeddedBroker broker;
  private final LedgerApp app;
  private final GuestConsumer guests;
  private final ExecutorService thread;
  private final Future<?> following;

  private DemoCluster(
      EmbeddedBroker broker,
      LedgerApp app,
      GuestConsumer guests,
      ExecutorService thread,
      Future<?> following) {
    this.broker = broker;
    this.app = app;
    this.guests = guests;
    this.thread = thread;
    this.following = following;
  }

  /** Starts all of it, and says at each stage what comes. */
  static DemoCluster start(
      Topics topics, Path state, ReactionListener listener, Consumer<String> progress)
      throws InterruptedException {
    progress.accept("starting a Kafka broker (KRaft, in this process)");
    EmbeddedBroker broker = EmbeddedBroker.start();
    String bootstrap = broker.bootstrapServers();
    progress.accept("creating topics on " + bootstrap);
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrap))) {
      TopicSetup.create(admin, topics, PARTITIONS, (short) 1);
    }
    progress.accept("starting the ledger (Kafka Streams, exactly once) and the emulated guests");
    LedgerApp app = LedgerApp.start(new AppConfig(appProperties(bootstrap, state)));
    GuestConsumer guests =
        GuestConsumer.connect(new GuestConsumerConfig(guestProperties(bootstrap)), listener);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> following = thread.submit(guests);
    app.awaitRunning(START_TIMEOUT);
    return new DemoCluster(broker, app, guests, thread, following);
  }

  private static Properties appProperties(String bootstrap, Path state) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "lapse-demo");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, "1");
    properties.put(AppConfig.REACTIONS_ACCEPT, "reported,emulated");
    return properties;
  }

  private static Properties guestProperties(String bootstrap) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return properties;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /**
   * Fails if the guest side has ended, with what ended it.
   *
   * @throws KafkaException if it has
   */
  void requireGuests() throws InterruptedException {
    if (following.isDone()) {
      try {
        following.get();
      } catch (ExecutionException e) {
        throw new KafkaException("the emulated guests ended", e);
      }
    }
  }

  @Override
  public void close() {
    guests.close();
    thread.shutdown();
    app.close();
    broker.close();
  }
}
