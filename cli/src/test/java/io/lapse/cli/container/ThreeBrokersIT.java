package io.lapse.cli.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.streamsapp.transactions.GuardedClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The cluster that other tests break does what its methods say. */
@Needs(Machine.DOCKER)
@TestMethodOrder(OrderAnnotation.class)
class ThreeBrokersIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int SMALL_DISK_MEGABYTES = 128;
  private static final int WITH_SMALL_DISK = 3;

  private static ThreeBrokers cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = ThreeBrokers.with().disk(WITH_SMALL_DISK, SMALL_DISK_MEGABYTES).start();
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static void create(String topic) throws Exception {
    cluster.admin().createTopics(List.of(new NewTopic(topic, 1, (short) 3))).all().get();
    cluster.awaitInSync(topic);
  }

  private static Producer<String, String> producer(String id) {
    Producer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "transactional.id",
                id,
                "request.timeout.ms",
                3_000,
                "delivery.timeout.ms",
                60_000),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void commit(Producer<String, String> producer, String topic, String value) {
    producer.beginTransaction();
    Future<?> sent = producer.send(new ProducerRecord<>(topic, value));
    producer.commitTransaction();
    assertThat(sent).isDone();
  }

  private static List<String> committed(String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
      while (values.size() < count && System.nanoTime() - deadlineNanos < 0) {
        consumer.poll(Duration.ofMillis(100)).forEach(read -> values.add(read.value()));
      }
    }
    return values;
  }

  @Test
  @Order(1)
  void transactions_goOn_whileTheLeaderIsPaused_andAfterwardsAllAreInSync() throws Exception {
    create("paused");
    int leader = cluster.leader("paused", 0);
    try (Producer<String, String> producer = producer("paused")) {
      commit(producer, "paused", "before");

      cluster.pause(leader);
      commit(producer, "paused", "meanwhile");
      int next = cluster.leader("paused", 0);
      cluster.unpause(leader);
      cluster.awaitInSync();
      commit(producer, "paused", "after");

      assertThat(next).isNotZero().isNotEqualTo(leader);
      assertThat(committed("paused", 3)).containsExactly("before", "meanwhile", "after");
    }
  }

  @Test
  @Order(2)
  void killedBroker_isBackAtItsAddress_withWhatItHad() throws Exception {
    create("killed");
    int leader = cluster.leader("killed", 0);
    try (Producer<String, String> producer = producer("killed")) {
      commit(producer, "killed", "before");

      cluster.kill(leader);
      commit(producer, "killed", "meanwhile");
      cluster.restart(leader);
      cluster.awaitInSync();

      assertThat(committed("killed", 2)).containsExactly("before", "meanwhile");
    }
  }

  @Test
  @Order(3)
  void disconnectedBroker_isMissed_andCatchesUp() throws Exception {
    create("disconnected");
    int leader = cluster.leader("disconnected", 0);
    try (Producer<String, String> producer = producer("disconnected")) {
      commit(producer, "disconnected", "before");

      cluster.disconnect(leader);
      commit(producer, "disconnected", "meanwhile");
      int next = cluster.leader("disconnected", 0);
      cluster.reconnect(leader);
      cluster.awaitInSync();
      commit(producer, "disconnected", "after");

      assertThat(next).isNotZero().isNotEqualTo(leader);
      assertThat(committed("disconnected", 3)).containsExactly("before", "meanwhile", "after");
    }
  }

  /** The guard asks each broker for its transactions, one that has just stopped too. */
  @Test
  @Order(4)
  void guardedProducer_begins_whileABrokerThatIsStillListedSaysNothing() throws Exception {
    create("guarded");
    int leader = cluster.leader("guarded", 0);
    try (Producer<String, String> other = producer("guarded-other")) {
      other.beginTransaction();
      other.send(new ProducerRecord<>("guarded", "open")).get();
      GuardedClients clients =
          new GuardedClients(
              Map.of("bootstrap.servers", cluster.bootstrapServers()),
              "guarded",
              List.of("guarded"),
              GuardedClients.SLOW_COMMIT);
      int silent = leader % ThreeBrokers.COUNT + 1;

      cluster.pause(silent);
      try (Producer<byte[], byte[]> producer =
          clients.getProducer(
              Map.of(
                  "bootstrap.servers",
                  cluster.bootstrapServers(),
                  "transactional.id",
                  "guarded-1",
                  "request.timeout.ms",
                  3_000))) {
        producer.initTransactions();
      } finally {
        cluster.unpause(silent);
      }
      cluster.awaitInSync();
      other.commitTransaction();

      assertThat(committed("guarded", 1)).containsExactly("open");
    }
  }

  @Test
  @Order(5)
  void brokerWithAFullDisk_ends_andIsBackOnceItIsFree() throws Exception {
    create("full");
    try (Producer<String, String> producer = producer("full")) {
      commit(producer, "full", "before");

      cluster.fillDisk(WITH_SMALL_DISK);
      long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
      int sent = 0;
      while (cluster.isAlive(WITH_SMALL_DISK) && System.nanoTime() - deadlineNanos < 0) {
        commit(producer, "full", "meanwhile " + sent + "x".repeat(10_000));
        sent++;
        TimeUnit.MILLISECONDS.sleep(10);
      }
      boolean survived = cluster.isAlive(WITH_SMALL_DISK);
      cluster.freeDisk(WITH_SMALL_DISK);
      cluster.restart(WITH_SMALL_DISK);
      cluster.awaitInSync();

      assertThat(survived).as(() -> cluster.printed(WITH_SMALL_DISK)).isFalse();
      assertThat(committed("full", sent + 1)).hasSize(sent + 1).startsWith("before");
    }
  }
}
