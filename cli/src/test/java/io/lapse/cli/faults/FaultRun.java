package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * One row of the table: a ledger with topics, an application and a state of its own, on brokers
 * that all rows share.
 *
 * <pre>
 *   load  ->  topics  ->  instances, each a process  ->  topics  ->  finish: compared, proved
 *                               |
 *              killed, stopped, starved by the fault
 * </pre>
 */
final class FaultRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(6);

  /** Longer than it takes to miss a killed member, and to restore. */
  private static final Duration RESTORED_MAX = Duration.ofSeconds(50);

  private static final Path LOGS = Path.of("target/faults/logs");

  /** What is sent between one blow and the next. */
  private static final int PER_PART = 300;

  private static final int PER_SECOND = 400;
  private static final int PRINTED_CHARS_MAX = 4_000;

  private final String fault;
  private final Brokers brokers;
  private final Path folder;
  private final Path logs;
  private final Topics topics;
  private final String application;
  private final Settling settling;
  private final Committed history;
  private final List<Instance> instances = new ArrayList<>();
  private Load load;
  private FaultRow row;
  private Duration patience = TIMEOUT;
  private boolean stuck;

  /**
   * Creates its topics.
   *
   * @param attempt which this is, from 1: each has topics of its own
   * @param parent its inputs and states go into a folder in there; what it prints stays in {@code
   *     target/faults}
   */
  FaultRun(String fault, int attempt, Brokers brokers, Path parent, int partitions)
      throws IOException {
    this.fault = fault;
    this.brokers = brokers;
    application = fault.replaceAll("\\W+", "-") + (attempt == 1 ? "" : "-" + attempt);
    folder = Files.createDirectories(parent.resolve(application));
    logs = Files.createDirectories(LOGS.resolve(application));
    topics = Topics.named(application + ".");
    settling = new Settling(brokers.admin(), application, topics);
    createTopics(partitions);
    history = new Committed(brokers.bootstrapServers(), topics.ledger().name());
  }

  /** The broker of a busy machine may not know yet what its controller has just created. */
  private void createTopics(int partitions) {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    boolean known = false;
    while (!known) {
      try {
        TopicSetup.create(brokers.admin(), topics, partitions, brokers.replicas());
        known = settling.isSettled();
      } catch (KafkaException e) {
        if (System.nanoTime() - deadlineNanos > 0) {
          throw e;
        }
      }
    }
  }

  Topics topics() {
    return topics;
  }

  Brokers brokers() {
    return brokers;
  }

  String application() {
    return application;
  }

  Path folder() {
    return folder;
  }

  /** Short time-outs: a killed member is missed, and its transaction aborted, within seconds. */
  Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers.bootstrapServers());
    properties.put("application.id", application);
    properties.put("topics.prefix", application + ".");
    properties.put("commit.interval.ms", "100");
    properties.put("replication.factor", Short.toString(brokers.replicas()));
    properties.put("session.timeout.ms", "3000");
    properties.put("heartbeat.interval.ms", "500");
    properties.put("transaction.timeout.ms", "5000");
    properties.put("request.timeout.ms", "5000");
    properties.put("rocksdb.config.setter", SmallBuffers.class.getName());
    return properties;
  }

  Instance start(String name) throws IOException {
    return start(name, folder.resolve(name + "-state"), properties());
  }

  Instance start(String name, Properties properties) throws IOException {
    return start(name, folder.resolve(name + "-state"), properties);
  }

  Instance start(String name, Path state, Properties properties) throws IOException {
    Instance instance = new Instance(logs, name, state, properties);
    instances.add(instance);
    return instance;
  }

  /**
   * The events of a busy fleet as a load, so many equal parts; nothing is released yet.
   *
   * @return the events, in the order in which they go
   */
  List<LedgerInput> loadFleet(long seed, int parts) {
    List<LedgerInput> events = Loads.fleet(seed, parts * PER_PART);
    load(events, PER_SECOND);
    return events;
  }

  /** Events as a load, in their order; nothing is released yet. */
  Load load(List<LedgerInput> events, int perSecond) {
    return loadOf(events.stream().map(event -> Sent.of(topics, event)).toList(), perSecond);
  }

  /** Any records as a load, in their order; nothing is released yet. */
  Load loadOf(List<Sent> records, int perSecond) {
    load = new Load(brokers.bootstrapServers(), records, perSecond);
    return load;
  }

  /** Lets the load go on to so many records, and waits until the application has taken some. */
  private void awaitWorkOn(int count) {
    long before = settling.inputsDone();
    load.release(count);
    await("the ledger goes on", () -> settling.inputsDone() > before);
  }

  /** Lets the load go on to the end of a part, of so many equal ones. */
  void release(int part, int parts) {
    load.release((part + 1) * (load.size() / parts));
  }

  /**
   * Returns in the midst of a part of the load: the application is at work on it, more is on its
   * way to it, and still more will come whatever happens now.
   *
   * @param part which of the equal parts, from 0
   * @param moments when exactly
   */
  void awaitMidst(int part, int parts, Random moments) throws InterruptedException {
    int size = load.size() / parts;
    int quarter = size / 4;
    awaitWorkOn(part * size + quarter);
    release(part, parts);
    load.awaitSent(part * size + quarter + moments.nextInt(size / 2));
  }

  /** Waits until so many instances share the partitions. */
  void awaitMembersAtWork(int count) {
    await(count + " instances have work", () -> settling.membersAtWork() == count);
  }

  /** Waits until something holds. */
  void await(String what, BooleanSupplier condition) {
    assertThat(history.await(condition, patience))
        .as(() -> fault + ": " + what + "; what was printed:" + printed())
        .isTrue();
  }

  private String printed() {
    StringBuilder all = new StringBuilder();
    for (Instance instance : instances) {
      String text = instance.printed();
      all.append('\n').append(text.substring(Math.max(0, text.length() - PRINTED_CHARS_MAX)));
    }
    return all.toString();
  }

  /** Waits until all that was let go is booked or refused. */
  void awaitSettled() throws Exception {
    if (load != null) {
      load.settle();
    }
    await("all of it is booked", settling::isSettled);
  }

  List<ConsumerRecord<byte[], byte[]>> quarantined() {
    return committed(topics.quarantine().name());
  }

  /** The fingerprints of the schemas that the values of a topic were written with. */
  Set<String> schemas(Topic<?> topic) {
    Set<String> fingerprints = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> stored : committed(topic.name())) {
      // Single-object encoding: two bytes of marker, eight of fingerprint.
      fingerprints.add(HexFormat.of().formatHex(stored.value(), 2, 10));
    }
    return fingerprints;
  }

  private List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
    try (Committed records = new Committed(brokers.bootstrapServers(), topic)) {
      return records.toTheEnd();
    }
  }

  /** The history so far, each record as it was stored. */
  List<ConsumerRecord<byte[], byte[]>> history() {
    return history.toTheEnd();
  }

  /** Sends what is left of the load, and holds what comes of it against what must. */
  void finish(Expected expected) throws Exception {
    load.release(load.size());
    finish(expected, load.size());
  }

  /** What happens to the ledger, and what must come of it. */
  interface Story {
    void happen() throws Exception;
  }

  /**
   * Lets something happen, unless the broker loses the end of a committed transaction
   * (KAFKA-20734). No client can write that end: the application stands still, or, if the broker
   * lost it in the milliseconds after it had confirmed it, an abort takes it away in some
   * partitions. So what goes wrong is held against the application only if the broker has lost no
   * end; see {@link #isStuck}.
   *
   * @param transactionMax how long a transaction may stay open
   */
  void unlessAnEndIsLost(ChildBroker broker, Duration transactionMax, Story story)
      throws Exception {
    patience = transactionMax.plus(RESTORED_MAX);
    try {
      story.happen();
    } catch (AssertionError e) {
      if (!broker.hasPassedOverAnEnd(application)) {
        throw e;
      }
      String reason = String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
      System.out.println(fault + ": the broker has lost an end; " + reason);
      stuck = true;
      row = null;
    }
  }

  /** Whether the broker has made it impossible to go on, or to keep the books. */
  boolean isStuck() {
    return stuck;
  }

  /**
   * Waits until all is booked, and holds the outputs against what they must be.
   *
   * @param sent how many records went to the application
   */
  void finish(Expected expected, int sent) throws Exception {
    awaitSettled();
    List<HistoryRecord> records = Invariants.values(topics.ledger(), history());
    StandingLedger standing = new StandingLedger();
    records.forEach(standing::add);
    List<String> found = standing.entries().stream().map(EntryJson::write).toList();
    List<String> refused = quarantined().stream().map(Sent::digest).toList();
    boolean identical = found.equals(expected.ledger());
    row =
        new FaultRow(
            fault, sent, expected.ledger().size(), found.size(), identical, refused.size(), "");
    row.write();

    assertThat(found).as(fault).containsExactlyElementsOf(expected.ledger());
    assertThat(refused)
        .as("quarantine after " + fault)
        .containsExactlyInAnyOrderElementsOf(
            expected.refused().stream().map(Sent::digest).toList());
    Invariants.assertTrue(records);
    Invariants.assertCounted(
        Invariants.values(topics.guestNotices(), committed(topics.guestNotices().name())));
  }

  /** Its row; empty if it did not come to an end. */
  Optional<FaultRow> row() {
    return Optional.ofNullable(row);
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    if (load != null) {
      load.close();
    }
    history.close();
  }
}
