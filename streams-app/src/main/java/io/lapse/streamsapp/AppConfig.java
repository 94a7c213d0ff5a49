package io.lapse.streamsapp;

import io.lapse.ledger.account.Rules;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.schemas.file.PriorsFile;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.quarantine.QuarantineDeserializationHandler;
import io.lapse.streamsapp.quarantine.QuarantineProcessingHandler;
import io.lapse.streamsapp.topics.TopicSetup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The application's configuration, Kafka style: its own keys, and every key of Kafka Streams, which
 * is passed on as it is.
 */
public final class AppConfig extends AbstractConfig {
  public static final String TOPICS_PREFIX = "topics.prefix";
  public static final String REACTIONS_ACCEPT = "reactions.accept";
  public static final String TIMERS_PRIORS = "timers.priors";
  public static final String FLEET_ENABLED = "fleet.enabled";
  public static final String FLEET_WINDOWS = "fleet.windows";
  public static final String FLEET_RETENTION = "fleet.retention";

  private static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              StreamsConfig.APPLICATION_ID_CONFIG,
              Type.STRING,
              "lapse-ledger",
              new ConfigDef.NonEmptyString(),
              Importance.HIGH,
              "Names the application: its consumer group, transactions and internal topics.")
          .define(
              StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
              Type.LIST,
              ConfigDef.NO_DEFAULT_VALUE,
              ConfigDef.ValidList.anyNonDuplicateValues(false, false),
              Importance.HIGH,
              "Brokers to ask first, HOST:PORT,...")
          .define(
              TOPICS_PREFIX,
              Type.STRING,
              "lapse.",
              Importance.MEDIUM,
              "What the names of all topics begin with.")
          .define(
              REACTIONS_ACCEPT,
              Type.LIST,
              "reported",
              ConfigDef.ValidList.in("reported", "emulated"),
              Importance.MEDIUM,
              "Whose reactions enter the books: reported, emulated.")
          .define(
              TIMERS_PRIORS,
              Type.STRING,
              "",
              Importance.LOW,
              "A file that lapse priors wrote: what guests of a class usually have armed, for those"
                  + " without an inventory. Empty: none.")
          .define(
              FLEET_ENABLED,
              Type.BOOLEAN,
              false,
              Importance.MEDIUM,
              "Whether outages are also counted by host, pair of hosts, label and class.")
          .define(
              FLEET_WINDOWS,
              Type.LIST,
              "1h,1d",
              AppConfig::requireWindows,
              Importance.LOW,
              "The windows in which they are counted, such as 15min, 1h, 1d.")
          .define(
              FLEET_RETENTION,
              Type.STRING,
              "35d",
              AppConfig::requireWindows,
              Importance.LOW,
              "How long after its end a window is kept, in event time.");

  /** What the ledger needs of Kafka Streams, unless an operator says otherwise. */
  private static final Map<String, String> STREAMS_DEFAULTS =
      Map.of(
          StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
          StreamsConfig.EXACTLY_ONCE_V2,
          // The first records of a guest are as much a part of its books as the last.
          "auto.offset.reset",
          "earliest",
          "processing.exception.handler.global.enabled",
          "true",
          // A stamp may lie far in the future; a changelog must take it all the same.
          "topic.message.timestamp.after.max.ms",
          Long.toString(Long.MAX_VALUE),
          // The state of a guest is one record of the changelog.
          "topic.max.message.bytes",
          Integer.toString(TopicSetup.RECORD_BYTES_MAX),
          "producer.max.request.size",
          Integer.toString(TopicSetup.RECORD_BYTES_MAX));

  private final Map<String, Object> originals;
  private final Map<String, TimerPrior> priors;

  /**
   * Reads the file of priors too, so that a mistake in it shows before any broker is asked.
   *
   * @throws ConfigException if a key has no legal value, or the file of priors cannot be used
   */
  public AppConfig(Properties properties) {
    super(DEFINITION, properties, false);
    originals = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> originals.put(key, properties.get(key)));
    priors = priors(getString(TIMERS_PRIORS));
  }

  public Topics topics() {
    return Topics.named(getString(TOPICS_PREFIX));
  }

  /** By what the ledger goes. */
  public Rules rules() {
    Set<ReactionOrigin> accepted =
        getList(REACTIONS_ACCEPT).stream()
            .map(origin -> ReactionOrigin.valueOf(origin.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    return new Rules(List.of(), accepted, priors);
  }

  /** Whether statistics of the fleet are kept. */
  public boolean countsFleet() {
    return getBoolean(FLEET_ENABLED);
  }

  /** Which windows they are kept in, and for how long. */
  public FleetWindows fleetWindows() {
    return new FleetWindows(
        getList(FLEET_WINDOWS).stream().map(FleetWindow::parse).toList(),
        FleetWindow.parse(getString(FLEET_RETENTION)).seconds());
  }

  private static void requireWindows(String key, Object value) {
    List<?> texts = value instanceof List<?> list ? list : List.of(value);
    if (texts.isEmpty()) {
      throw new ConfigException(key, value, "expected at least one window, as in 1h");
    }
    try {
      texts.forEach(text -> FleetWindow.parse(text.toString()));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, TimerPrior> priors(String file) {
    if (file.isEmpty()) {
      return Map.of();
    }
    try {
      return PriorsFile.read(Path.of(file));
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          TIMERS_PRIORS, file, "expected a file that lapse priors wrote: " + e.getMessage());
    }
  }

  /** What Kafka Streams is started with. */
  public StreamsConfig streams() {
    return new StreamsConfig(streamsProperties());
  }

  /** How to ask its brokers about its topics. */
  Map<String, Object> admin() {
    return streams().getAdminConfigs(getString(StreamsConfig.APPLICATION_ID_CONFIG) + "-check");
  }

  /** The same as properties. */
  public Properties streamsProperties() {
    Map<String, Object> merged = new HashMap<>(STREAMS_DEFAULTS);
    merged.putAll(originals);
    merged.remove(TOPICS_PREFIX);
    merged.remove(REACTIONS_ACCEPT);
    merged.remove(TIMERS_PRIORS);
    merged.keySet().removeAll(Set.of(FLEET_ENABLED, FLEET_WINDOWS, FLEET_RETENTION));
    merged.put(StreamsConfig.APPLICATION_ID_CONFIG, getString(StreamsConfig.APPLICATION_ID_CONFIG));
    merged.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    merged.put(
        StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
        QuarantineDeserializationHandler.class);
    merged.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineProcessingHandler.class);
    // Kafka Streams' own key: its handlers read from it where their records go.
    merged.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, topics().quarantine().name());
    Properties properties = new Properties();
    properties.putAll(merged);
    return properties;
  }
}
