package io.lapse.streamsapp;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.Source;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.HistoryRecord;
import io.lapse.ledger.account.StandingLedger;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKeys;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without a broker, and a guest's move as two lines. */
public final class DrivenLedger implements AutoCloseable {
  public static final long EPOCH = 1_800_000_000_000_000_000L;
  private static final Topics TOPICS = Topics.standard();

  /** What a machine's clock shows at the epoch: TAI is 37 s ahead of UTC. */
  public static final Instant WALL_CLOCK = Instant.ofEpochSecond(EPOCH / 1_000_000_000 - 37);

  private final TopologyTestDriver driver;
  private final TestOutputTopic<String, HistoryRecord> history;
  private final StandingLedger standing = new StandingLedger();

  private DrivenLedger(TopologyTestDriver driver) {
    this.driver = driver;
    this.history = output(TOPICS.ledger());
  }

  /**
   * Starts it.
   *
   * @param settings keys and values, in turns
   */
  public static DrivenLedger start(Path state, String... settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    AppConfig config = new AppConfig(properties);
    return new DrivenLedger(
        new TopologyTestDriver(
            new LedgerTopology(config).get(), config.streamsProperties(), WALL_CLOCK));
  }

  /** A guest stops on {@code h0} and runs again on {@code h1}; both in ns after the epoch. */
  public static List<HostEvent> move(String guest, long stopNanos, long restartNanos) {
    return List.of(
        new HostEvent.Stopped(at(guest, "h0", stopNanos), StopReason.MIGRATE, null),
        new HostEvent.Restarted(
            at(guest, "h1", restartNanos),
            RestartMode.INCOMING,
            null,
            CounterWhilePaused.STOPS,
            null,
            List.of(),
            List.of()));
  }

  private static Envelope at(String guest, String host, long nanos) {
    return new Envelope(
        guest, host, Stamp.of(new TaiInstant(EPOCH + nanos), 1_000), Source.QMP, null);
  }

  /** Of the class {@code default}; all but these is as usual. */
  public static Policy policy(int version, long fromNanos, long thresholdNanos) {
    Policy ok = Policy.DEFAULT;
    return new Policy(
        ok.guestClass(),
        version,
        new TaiInstant(EPOCH + fromNanos),
        thresholdNanos,
        ok.blackoutLimitNanos(),
        ok.toleranceNanos(),
        ok.injectAs(),
        ok.reactionDelayNanos(),
        ok.afterDeadline(),
        ok.cooperationDeadlineNanos(),
        ok.announcements(),
        ok.massExpiryLimit(),
        ok.openOutageLimitNanos(),
        ok.driftPpm());
  }

  public DrivenLedger takes(List<HostEvent> events) {
    events.forEach(
        event ->
            driver
                .createInputTopic(
                    TOPICS.hostEvents().name(),
                    TOPICS.hostEvents().keySerde().serializer(),
                    TOPICS.hostEvents().valueSerde().serializer())
                .pipeInput(((LedgerInput) event).guest(), event));
    return this;
  }

  public DrivenLedger takes(Policy policy) {
    return takesPolicy(
        policy.name(), TOPICS.policies().valueSerde().serializer().serialize("t", policy));
  }

  /** Any bytes on the topic of the policies. */
  public DrivenLedger takesPolicy(String key, byte @Nullable [] bytes) {
    driver
        .createInputTopic(
            TOPICS.policies().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, bytes);
    return this;
  }

  /** A record of host events, as it lies on the wire. */
  public DrivenLedger takes(TestRecord<String, byte[]> record) {
    driver
        .createInputTopic(
            TOPICS.hostEvents().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(record);
    return this;
  }

  public DrivenLedger takes(HostKeys keys) {
    return takesKeys(keys.host(), TOPICS.hostKeys().valueSerde().serializer().serialize("t", keys));
  }

  /** Any bytes on the topic of the hosts' keys. */
  public DrivenLedger takesKeys(String host, byte @Nullable [] bytes) {
    driver
        .createInputTopic(
            TOPICS.hostKeys().name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(host, bytes);
    return this;
  }

  public DrivenLedger waits(long millis) {
    driver.advanceWallClockTime(Duration.ofMillis(millis));
    return this;
  }

  /** What stands by now, as far as this ledger wrote it. */
  public List<Entry> standing() {
    history.readValuesToList().forEach(standing::add);
    return standing.entries();
  }

  /** What was appended since it was asked last. */
  public List<HistoryRecord> history() {
    return history.readValuesToList();
  }

  /** What was written to the changelog of a store. */
  public List<byte[]> changelog(String store) {
    return driver
        .createOutputTopic(
            "lapse-ledger-" + store + "-changelog",
            new StringDeserializer(),
            new ByteArrayDeserializer())
        .readValuesToList();
  }

  public List<Alert> alerts() {
    return output(TOPICS.alerts()).readValuesToList();
  }

  /** The values of a topic as they were written. */
  public List<byte[]> bytes(Topic<?> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  public List<TestRecord<String, byte[]>> quarantined() {
    return output(TOPICS.quarantine()).readRecordsToList();
  }

  /** Puts bytes into a store as a restore does, whatever its serde would write. */
  @SuppressWarnings("unchecked") // A store is a wrapper of a store of bytes.
  public void restores(String store, String key, byte[] value) {
    ((WrappedStateStore<KeyValueStore<Bytes, byte[]>, String, ?>) (Object) store(store))
        .wrapped()
        .put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), value);
  }

  public <V> KeyValueStore<String, V> store(String name) {
    return driver.getKeyValueStore(name);
  }

  private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.keySerde().deserializer(), topic.valueSerde().deserializer());
  }

  @Override
  public void close() {
    driver.close();
  }
}
