package io.lapse.cli.demo;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.guestconsumer.GuestConsumer;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerKeys;
import io.lapse.streamsapp.LedgerService;
import io.lapse.streamsapp.topics.TopicSetup;
import io.lapse.telemetry.settings.HttpKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
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

  /** What runs, latest first: the order in which it is closed. */
  private final Deque<Runnable> closings = new ArrayDeque<>();

  private String bootstrapServers = "";
  private Future<?> following = CompletableFuture.completedFuture(null);

  private DemoCluster() {}

  /**
   * Starts all of it, and says at each stage what comes. What has started ends if one does not.
   *
   * @param port at which the ledger serves HTTP; {@link HttpKeys#NO_PORT}: it serves none
   */
  static DemoCluster start(
      Topics topics, Path state, int port, ReactionListener listener, Consumer<String> progress)
      throws InterruptedException, IOException {
    DemoCluster cluster = new DemoCluster();
    try {
      cluster.startParts(topics, appProperties(state, port), listener, progress);
      return cluster;
    } catch (RuntimeException | InterruptedException | IOException e) {
      cluster.close();
      throw e;
    }
  }

  private void startParts(
      Topics topics, Properties ledger, ReactionListener listener, Consumer<String> progress)
      throws InterruptedException, IOException {
    progress.accept("starting a Kafka broker (KRaft, in this process)");
    EmbeddedBroker broker = EmbeddedBroker.start();
    closings.push(broker::close);
    bootstrapServers = broker.bootstrapServers();
    progress.accept("creating topics on " + bootstrapServers);
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
      TopicSetup.create(admin, topics, PARTITIONS, (short) 1);
    }
    progress.accept("starting the ledger (Kafka Streams, exactly once) and the emulated guests");
    ledger.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    LedgerService service = LedgerService.start(new AppConfig(ledger));
    closings.push(service::close);
    GuestConsumer guests =
        GuestConsumer.connect(new GuestConsumerConfig(guestProperties(bootstrapServers)), listener);
    closings.push(guests::close);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    following = thread.submit(guests);
    thread.shutdown();
    service.app().awaitRunning(START_TIMEOUT);
  }

  private static Properties appProperties(Path state, int port) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "lapse-demo");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, "1");
    properties.put(LedgerKeys.REACTIONS_ACCEPT, "reported,emulated");
    properties.put(HttpKeys.PORT, Integer.toString(port));
    return properties;
  }

  private static Properties guestProperties(String bootstrap) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    return properties;
  }

  String bootstrapServers() {
    return bootstrapServers;
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
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
  }
}
