package io.lapse.cli.streams;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.cli.broker.Offsets;
import io.lapse.cli.demo.LedgerTopic;
import io.lapse.guestconsumer.GuestConsumer;
import io.lapse.guestconsumer.GuestConsumerConfig;
import io.lapse.guestconsumer.ReactionListener;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.publish.HostEventPublisher;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** A live ledger with topics of its own on a broker that others use too. */
final class LiveLedger {
  static final int PARTITIONS = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int QUIET_MILLIS = 3_000;

  private final EmbeddedBroker broker;
  private final String prefix;
  private final Path folder;
  private final Topics topics;

  private LiveLedger(EmbeddedBroker broker, String name, Path folder) {
    this.broker = broker;
    this.prefix = name + ".";
    this.folder = folder;
    topics = Topics.named(prefix);
  }

  /** One whose topics are there, and empty. */
  static LiveLedger create(EmbeddedBroker broker, String name, Path folder) {
    LiveLedger live = new LiveLedger(broker, name, folder);
    try (Admin admin = live.admin()) {
      TopicSetup.create(admin, live.topics, PARTITIONS, (short) 1);
    }
    return live;
  }

  Admin admin() {
    return Admin.create(client());
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  Topics topics() {
    return topics;
  }

  String group() {
    return prefix + "ledger-app";
  }

  Properties settings() {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("application.id", group());
    settings.put("topics.prefix", prefix);
    settings.put("state.dir", folder.resolve("state").toString());
    settings.put("replication.factor", "1");
    settings.put("commit.interval.ms", "100");
    settings.put("reactions.accept", "reported,emulated");
    return settings;
  }

  /** The file that configures it. */
  Path properties() throws IOException {
    Path file = folder.resolve("ledger.properties");
    StringBuilder text = new StringBuilder();
    settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return Files.writeString(file, text);
  }

  void publish(List<LedgerInput> inputs) {
    try (HostEventPublisher publisher = HostEventPublisher.connect(client(), topics)) {
      inputs.forEach(publisher::send);
      publisher.flush();
    }
  }

  /**
   * Runs it, and the emulated guests beside it, until all is booked and no guest has more to say.
   *
   * @return the lines of its standing ledger
   */
  List<String> runToTheEnd() throws Exception {
    Properties guests = new Properties();
    guests.put("bootstrap.servers", broker.bootstrapServers());
    guests.put("topics.prefix", prefix);
    guests.put("transactional.id", prefix + "guests");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (LedgerApp app = LedgerApp.start(new AppConfig(settings()));
        GuestConsumer consumer =
            GuestConsumer.connect(new GuestConsumerConfig(guests), ReactionListener.NONE)) {
      Future<?> following = thread.submit(consumer);
      app.awaitRunning(TIMEOUT);
      awaitQuiet();
      if (following.isDone()) {
        following.get(); // It ended by itself: that says why.
      }
    } finally {
      thread.shutdownNow();
    }
    return standing(topics);
  }

  /** All inputs are committed, and nothing has been written for a while. */
  private void awaitQuiet() throws Exception {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    long quietSinceNanos = System.nanoTime();
    Map<TopicPartition, Long> before = Map.of();
    while (System.nanoTime() - deadlineNanos < 0) {
      Map<TopicPartition, Long> now = ends();
      if (!now.equals(before) || !isCommitted(now)) {
        before = now;
        quietSinceNanos = System.nanoTime();
      } else if (System.nanoTime() - quietSinceNanos > QUIET_MILLIS * 1_000_000L) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new IllegalStateException("the live ledger is not through after " + TIMEOUT);
  }

  private boolean isCommitted(Map<TopicPartition, Long> ends) throws Exception {
    Map<TopicPartition, Long> committed = committed();
    List<String> inputs = topics.inputs().stream().map(Topic::name).toList();
    // The last offset may be the end of a transaction, which is not committed.
    return ends.entrySet().stream()
        .filter(end -> inputs.contains(end.getKey().topic()))
        .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
  }

  /** How far its group is. */
  Map<TopicPartition, Long> committed() throws Exception {
    try (Admin admin = admin()) {
      return Offsets.committed(admin, group());
    }
  }

  /** Where its topics end. */
  Map<TopicPartition, Long> ends() throws Exception {
    try (Admin admin = admin()) {
      List<String> names = topics.all().stream().map(Topic::name).toList();
      return Offsets.ends(admin, names, IsolationLevel.READ_UNCOMMITTED);
    }
  }

  /** The lines of the standing ledger on a topic of a ledger that is at rest. */
  List<String> standing(Topics of) {
    try (LedgerTopic ledger = new LedgerTopic(broker.bootstrapServers(), of)) {
      ledger.awaitEntries(Integer.MAX_VALUE, Duration.ofSeconds(3));
      return ledger.entries().stream().map(EntryJson::write).toList();
    }
  }
}
