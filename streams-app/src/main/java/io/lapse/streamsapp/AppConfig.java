package io.lapse.streamsapp;

import io.lapse.ledger.account.Rules;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.schemas.file.PriorsFile;
import io.lapse.schemas.topic.SchemaRelease;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.account.FoldSettings;
import io.lapse.streamsapp.account.RefusedOutputs;
import io.lapse.streamsapp.quarantine.QuarantineDeserializationHandler;
import io.lapse.streamsapp.quarantine.QuarantineProcessingHandler;
import io.lapse.streamsapp.quarantine.QuarantineProductionHandler;
import io.lapse.streamsapp.query.GroupMembership;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.signature.SignatureMode;
import io.lapse.streamsapp.transactions.GuardedClients;
import io.lapse.telemetry.settings.HttpKeys;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The application's configuration, Kafka style: its own keys, and every key of Kafka Streams, which
 * is passed on as it is, but for those that its correctness rests on.
 */
public final class AppConfig extends AbstractConfig {
  /** Kafka's own. */
  private static final long POLL_INTERVAL_MILLIS = 300_000;

  private final Map<String, Object> originals;
  private final Map<String, TimerPrior> priors;

  /**
   * Reads the file of priors too, so that a mistake in it shows before any broker is asked.
   *
   * @throws ConfigException if a key has no legal value, if the books would be wrong with it, or if
   *     the file of priors cannot be used
   */
  public AppConfig(Properties properties) {
    super(LedgerKeys.DEFINITION, properties, false);
    originals = new HashMap<>();
    // Unlike get, getProperty sees the defaults behind the properties too.
    properties
        .stringPropertyNames()
        .forEach(key -> originals.put(key, properties.getProperty(key)));
    KafkaKeys.check(originals);
    checkStreams();
    priors = priors(getString(LedgerKeys.TIMERS_PRIORS));
  }

  private void checkStreams() {
    try {
      KafkaKeys.checkTransactions(streams());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage()); // How Kafka Streams refuses some combinations.
    }
  }

  /** The ledger's own keys, for a page of reference. */
  public static ConfigDef definition() {
    return new ConfigDef(LedgerKeys.DEFINITION);
  }

  /** Kafka's keys that no operator may set otherwise, for the same. */
  public static List<KafkaKey> fixedKeys() {
    return KafkaKey.FIXED;
  }

  /** Kafka's keys whose default is another than Kafka's. */
  public static List<KafkaKey> defaultKeys() {
    return KafkaKey.DEFAULTS;
  }

  /** Keys that are nearly others: what was meant, by what was written. */
  Map<String, String> slips() {
    return UnknownKeys.slips(originals.keySet(), LedgerKeys.DEFINITION.names());
  }

  /** Whether its state lies where a machine keeps what it may throw away. */
  boolean isStateTemporary() {
    return !originals.containsKey(StreamsConfig.STATE_DIR_CONFIG);
  }

  /**
   * The configuration that stands in a file.
   *
   * @throws ConfigException if it cannot be read, or a key has no legal value
   */
  public static AppConfig read(Path file) {
    AppConfig config = new AppConfig(SettingsFile.read(file));
    config.http();
    return config;
  }

  public Topics topics() {
    return Topics.named(
        getString(LedgerKeys.TOPICS_PREFIX),
        SchemaRelease.of(getInt(LedgerKeys.SCHEMAS_WRITE_RELEASE)));
  }

  /** How the fold is run. */
  FoldSettings fold() {
    boolean inMemory = getString(LedgerKeys.STATE_STORE).equals("in-memory");
    return new FoldSettings(
        rules(),
        topics(),
        inMemory,
        getInt(LedgerKeys.GUESTS_DECODED),
        countsFleet(),
        getBoolean(LedgerKeys.ALARMS_OPEN_OUTAGES),
        signatures());
  }

  /** What is asked of the hosts. */
  SignatureMode signatures() {
    return SignatureMode.valueOf(getString(LedgerKeys.SIGNATURES).toUpperCase(Locale.ROOT));
  }

  /** Those of its topics that it neither reads nor writes. */
  List<Topic<?>> unusedTopics() {
    return signatures().checks() ? List.of() : List.of(topics().hostKeys());
  }

  /** By what the ledger goes, but for the policies: those are data. */
  public Rules rules() {
    Set<ReactionOrigin> accepted =
        getList(LedgerKeys.REACTIONS_ACCEPT).stream()
            .map(origin -> ReactionOrigin.valueOf(origin.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    return new Rules(List.of(), accepted, priors);
  }

  /** Whether statistics of the fleet are kept. */
  public boolean countsFleet() {
    return getBoolean(LedgerKeys.FLEET_ENABLED);
  }

  /** Which windows they are kept in, and for how long. */
  public FleetWindows fleetWindows() {
    return new FleetWindows(
        getList(LedgerKeys.FLEET_WINDOWS).stream().map(FleetWindow::parse).toList(),
        FleetWindow.parse(getString(LedgerKeys.FLEET_RETENTION)).seconds());
  }

  private static Map<String, TimerPrior> priors(String file) {
    if (file.isEmpty()) {
      return Map.of();
    }
    try {
      return PriorsFile.read(Path.of(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          LedgerKeys.TIMERS_PRIORS,
          file,
          "expected a file that lapse priors wrote: " + e.getMessage());
    }
  }

  /**
   * How HTTP is served, and to whom; reads the files that say so.
   *
   * @throws ConfigException if they cannot be used, or if strangers could ask
   */
  HttpSettings http() {
    return HttpSettings.of(this);
  }

  /** Whether the instance keeps its place in the group while it is away for a short time. */
  boolean isStaticMember() {
    return mainConsumer().containsKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
  }

  /** What is normal for its threads. */
  LedgerHealth.Limits limits() {
    long pollMillis =
        KafkaKeys.number(
            mainConsumer(), ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
    return new LedgerHealth.Limits(
        streams().getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG), Duration.ofMillis(pollMillis));
  }

  private Map<String, Object> mainConsumer() {
    String group = getString(StreamsConfig.APPLICATION_ID_CONFIG);
    return streams().getMainConsumerConfigs(group, group, 0);
  }

  /** Where the other instances reach this one; null if they cannot. */
  @Nullable Instance applicationServer() {
    String stated = getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
    if (!stated.isEmpty()) {
      return Instance.parse(stated);
    }
    String host = getString(HttpKeys.HOST);
    int port = getInt(HttpKeys.PORT);
    return port > 0 && !Instance.isWildcard(host) ? new Instance(host, port) : null;
  }

  /** What Kafka Streams is started with. */
  public StreamsConfig streams() {
    return new StreamsConfig(streamsProperties());
  }

  /** How to ask its brokers about its topics. */
  Map<String, Object> admin() {
    return admin("-check");
  }

  /**
   * How to ask its brokers.
   *
   * @param purpose ends the client's id
   */
  Map<String, Object> admin(String purpose) {
    return streams().getAdminConfigs(getString(StreamsConfig.APPLICATION_ID_CONFIG) + purpose);
  }

  /** Kafka's clients, on guard against transactions that hang. */
  GuardedClients guardedClients() {
    return new GuardedClients(
        admin("-transactions"),
        getString(StreamsConfig.APPLICATION_ID_CONFIG),
        topics().all().stream().map(Topic::name).toList(),
        GuardedClients.SLOW_COMMIT);
  }

  /** How its stream threads belong to their group, by their configuration. */
  GroupMembership group() {
    String id = getString(StreamsConfig.APPLICATION_ID_CONFIG);
    Map<String, Object> consumer = streams().getMainConsumerConfigs(id, id, 0);
    return new GroupMembership(
        id,
        duration(consumer, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        duration(consumer, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG));
  }

  private static Duration duration(Map<String, Object> consumer, String key) {
    Object stated = consumer.get(key);
    Object millis = stated == null ? ConsumerConfig.configDef().defaultValues().get(key) : stated;
    return Duration.ofMillis(Long.parseLong(String.valueOf(millis)));
  }

  /** The same as properties. */
  public Properties streamsProperties() {
    Map<String, Object> merged = KafkaKeys.defaults();
    merged.putAll(originals);
    merged.keySet().removeAll(LedgerKeys.OWN);
    merged.putIfAbsent(
        StreamsConfig.CLIENT_ID_CONFIG, getString(StreamsConfig.APPLICATION_ID_CONFIG));
    Instance server = applicationServer();
    if (server != null) {
      merged.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server.toString());
    }
    merged.put(StreamsConfig.APPLICATION_ID_CONFIG, getString(StreamsConfig.APPLICATION_ID_CONFIG));
    merged.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        QuarantineDeserializationHandler.class);
    merged.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineProcessingHandler.class);
    merged.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineProductionHandler.class);
    // What the handlers know of the topology; an application puts its own in their place.
    merged.put(RefusedOutputs.CONFIG, new RefusedOutputs(topics()));
    // Kafka Streams' own key: its handlers read from it where their records go.
    merged.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topics().quarantine().name());
    Properties properties = new Properties();
    properties.putAll(merged);
    return properties;
  }
}
