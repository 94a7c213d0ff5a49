package io.lapse.cli.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.Cli;
import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import io.lapse.streamsapp.transactions.GuardedClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that lost the marker of a transaction (KAFKA-20734), as one partition shows it. */
class HangingTransactionIT {
  private static final Duration POLL = Duration.ofMillis(100);

  private static EmbeddedBroker broker;
  private static Admin admin;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    admin = Admin.create(bootstrap());
    StrayRecord.permit(admin);
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  private static Map<String, Object> bootstrap() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Map<String, Object> producer(String id) {
    Map<String, Object> config = new HashMap<>(bootstrap());
    config.put("transactional.id", id);
    return config;
  }

  private static Producer<byte[], byte[]> unguarded(String id) {
    return new KafkaProducer<>(producer(id), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Producer<byte[], byte[]> guarded(String application, Topics topics) {
    return guarded(application, topics, application + "-1");
  }

  private static Producer<byte[], byte[]> guarded(String application, Topics topics, String id) {
    List<String> names = topics.all().stream().map(Topic::name).toList();
    return guarded(application, names, id, GuardedClients.SLOW_COMMIT);
  }

  private static Producer<byte[], byte[]> guarded(
      String application, List<String> topics, String id, Duration slowCommit) {
    return new GuardedClients(bootstrap(), application, topics, slowCommit)
        .getProducer(producer(id));
  }

  private static Topics topics(String application) {
    Topics topics = Topics.named(application + ".");
    TopicSetup.create(admin, topics, 1, (short) 1);
    return topics;
  }

  private static TopicPartition ledger(Topics topics) {
    return new TopicPartition(topics.ledger().name(), 0);
  }

  /** Its coordinator knows nothing more than that the transaction has ended. */
  private static void leaveOpen(String application, Topics topics, boolean isCommitted)
      throws Exception {
    String id = application + "-1";
    try (Producer<byte[], byte[]> producer = unguarded(id)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.alerts().name(), bytes("elsewhere"))).get();
      if (isCommitted) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
    leaveOpen(
        id,
        topics,
        isCommitted ? TransactionState.COMPLETE_COMMIT : TransactionState.COMPLETE_ABORT);
  }

  /** As if the end of the last transaction had not come to the ledger's partition. */
  private static void leaveOpen(String id, Topics topics, TransactionState state) throws Exception {
    TransactionDescription ended = await(id, state);
    short epoch = (short) (ended.producerEpoch() - 1);
    StrayRecord stray = new StrayRecord(id, ended.producerId(), epoch, ledger(topics));
    int port = Integer.parseInt(broker.bootstrapServers().split(":", -1)[1]);
    assertThat(stray.send(port, bytes("stray"))).hasToString("[" + Errors.NONE + "]");
  }

  private static TransactionDescription await(String id, TransactionState state) throws Exception {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    TransactionDescription found;
    do {
      found = admin.describeTransactions(List.of(id)).description(id).get();
    } while (found.state() != state && System.nanoTime() - deadlineNanos < 0);
    assertThat(found.state()).isEqualTo(state);
    return found;
  }

  private static void commit(Producer<byte[], byte[]> producer, Topics topics, String value)
      throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topics.ledger().name(), bytes(value))).get();
    producer.commitTransaction();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Until a record that is surely committed is there. */
  private static List<String> committedUntil(Topics topics, String value) {
    Map<String, Object> config = new HashMap<>(bootstrap());
    config.put("isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(ledger(topics)));
      consumer.seekToBeginning(consumer.assignment());
      while (!values.contains(value) && System.nanoTime() - deadlineNanos < 0) {
        consumer.poll(POLL).forEach(each -> values.add(new String(each.value(), UTF_8)));
      }
    }
    return values;
  }

  private static String doctor(String application) {
    return Cli.run(
            "doctor",
            "--bootstrap-server",
            broker.bootstrapServers(),
            "--prefix",
            application + ".",
            "--application-id",
            application)
        .out()
        .lines()
        .filter(line -> line.contains("  hanging  "))
        .collect(Collectors.joining());
  }

  @Test
  void abortedRecord_isPublishedByTheNextCommit_ofAnUnguardedProducer() throws Exception {
    Topics topics = topics("unguarded");
    leaveOpen("unguarded", topics, false);

    try (Producer<byte[], byte[]> producer = unguarded("unguarded-1")) {
      producer.initTransactions();
      commit(producer, topics, "next");
    }

    assertThat(committedUntil(topics, "next")).containsExactly("stray", "next");
  }

  @Test
  void abortedRecord_staysUnseen_whereTheProducerIsGuarded() throws Exception {
    Topics topics = topics("guarded");
    leaveOpen("guarded", topics, false);
    String before = doctor("guarded");

    try (Producer<byte[], byte[]> producer = guarded("guarded", topics)) {
      producer.initTransactions();
      commit(producer, topics, "next");
    }

    assertThat(committedUntil(topics, "next")).containsExactly("next");
    assertThat(before)
        .startsWith("FAIL  hanging       guarded.ledger-0 from offset 0 (producer ")
        .contains(
            ", guarded-1, ABORTED): stop the application, then as"
                + " docs/operating/hanging-transactions.md says");
    assertThat(doctor("guarded")).isEqualTo("OK    hanging       none");
  }

  @Test
  void committedRecord_isNotThrownAway() throws Exception {
    Topics topics = topics("committed");
    leaveOpen("committed", topics, true);

    try (Producer<byte[], byte[]> producer = guarded("committed", topics)) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(KafkaException.class)
          .hasMessageStartingWith(
              "a transaction hangs, and must end first: committed.ledger-0 from offset 0")
          .hasMessageEndingWith(", committed-1, COMMITTED)");
    }

    assertThat(doctor("committed")).startsWith("FAIL  hanging ");
  }

  @Test
  void committedRecord_isNotThrownAway_whereTheCommitWasSlow() throws Exception {
    Topics topics = topics("slow");
    List<String> names = topics.all().stream().map(Topic::name).toList();

    try (Producer<byte[], byte[]> producer = guarded("slow", names, "slow-1", Duration.ZERO)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.alerts().name(), bytes("elsewhere"))).get();
      producer.commitTransaction();
      leaveOpen("slow-1", topics, TransactionState.COMPLETE_COMMIT);

      assertThatThrownBy(producer::beginTransaction)
          .isInstanceOf(KafkaException.class)
          .hasMessageEndingWith(", slow-1, COMMITTED)");
    }
  }

  @Test
  void slowCommits_thatEndedEverywhere_holdUpNobody() throws Exception {
    Topics topics = topics("sound");
    List<String> names = topics.all().stream().map(Topic::name).toList();

    try (Producer<byte[], byte[]> producer = guarded("sound", names, "sound-1", Duration.ZERO)) {
      producer.initTransactions();
      commit(producer, topics, "first");
      commit(producer, topics, "next");
    }

    assertThat(committedUntil(topics, "next")).containsExactly("first", "next");
  }

  /** A stream thread that was replaced has another producer. */
  @Test
  void abortedRecord_ofAThreadThatIsGone_holdsUpNobody() throws Exception {
    Topics topics = topics("replaced");
    leaveOpen("replaced", topics, false);

    try (Producer<byte[], byte[]> producer = guarded("replaced", topics, "replaced-2")) {
      producer.initTransactions();
      commit(producer, topics, "next");
    }

    assertThat(committedUntil(topics, "next")).containsExactly("next");
  }

  @Test
  void abortedRecord_ofAnotherApplication_isLeftAlone() throws Exception {
    Topics topics = topics("another");
    leaveOpen("another", topics, false);

    try (Producer<byte[], byte[]> producer = guarded("one", topics, "one-1")) {
      producer.initTransactions();
    }

    assertThat(doctor("another")).startsWith("FAIL  hanging ");
  }

  @Test
  void openTransaction_thatGoesOn_doesNotHang() throws Exception {
    Topics topics = topics("ongoing");
    try (Producer<byte[], byte[]> producer = guarded("ongoing", topics)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.ledger().name(), bytes("first"))).get();

      assertThat(doctor("ongoing")).isEqualTo("OK    hanging       none");

      producer.commitTransaction();
    }
  }

  @Test
  void abort_isFollowedByNoTransaction_beforeItHasEndedEverywhere() throws Exception {
    Topics topics = topics("aborting");
    try (Producer<byte[], byte[]> producer = guarded("aborting", topics)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topics.ledger().name(), bytes("first"))).get();
      producer.abortTransaction();
      commit(producer, topics, "next");
    }

    assertThat(committedUntil(topics, "next")).containsExactly("next");
  }
}
