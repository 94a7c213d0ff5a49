package io.lapse.streamsapp;

import io.lapse.ledger.account.Rules;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.schemas.file.PriorsFile;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.quarantine.QuarantineDeserializationHandler;
import io.lapse.streamsapp.quarantine.QuarantineProcessingHandler;
import io.lapse.streamsapp.query.GroupMembership;
import io.lapse.streamsapp.query.Instance;
import io.lapse.streamsapp.topics.TopicSetup;
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
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * The application's configuration, Kafka style: its own keys, and every key of Kafka Streams, which
 * is passed on as it is.
 */
public final class AppConfig extends AbstractConfig {
  public static final String TOPICS_PREFIX = "topics.prefix";
  public static final String REACTIONS_ACCEPT = "reactions.accept";
  public static final String TIMERS_PRIORS = "timers.priors";
  public static final String HTTP_HOST = "http.host";
  public static final String HTTP_PORT = "http.port";

  /** No HTTP. */
  static final int NO_PORT = -1;

  private static final int PORT_MAX = 65_535;

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
              HTTP_HOST,
              Type.STRING,
              "127.0.0.1",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "The address on which metrics and health are served.")
          .define(
              HTTP_PORT,
              Type.INT,
              NO_PORT,
              ConfigDef.Range.between(NO_PORT, PORT_MAX),
              Importance.MEDIUM,
              "The port for them; 0: any that is free, named in the log; -1: none.")
          .define(
              StreamsConfig.APPLICATION_SERVER_CONFIG,
              Type.STRING,
              "",
              ConfigDef.LambdaValidator.with(
                  (key, value) -> requireInstance(key, String.valueOf(value)),
                  () -> "HOST:PORT that the other instances can connect to"),
              Importance.MEDIUM,
              "HOST:PORT at which the other instances reach this one. Empty: http.host and"
                  + " http.port.");

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

  private static void requireInstance(String key, String value) {
    try {
      if (!value.isEmpty()) {
        Instance.parse(value);
      }
    } catch (IllegalArgumentException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  /** Where the other instances reach this one; null if they cannot. */
  @Nullable Instance applicationServer() {
    String stated = getString(StreamsConfig.APPLICATION_SERVER_CONFIG);
    if (!stated.isEmpty()) {
      return Instance.parse(stated);
    }
    String host = getString(HTTP_HOST);
    int port = getInt(HTTP_PORT);
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

  Properties streamsProperties() {
    Map<String, Object> merged = new HashMap<>(STREAMS_DEFAULTS);
    merged.putAll(originals);
    merged.remove(TOPICS_PREFIX);
    merged.remove(REACTIONS_ACCEPT);
    merged.remove(TIMERS_PRIORS);
    merged.remove(HTTP_HOST);
    merged.remove(HTTP_PORT);
    Instance server = applicationServer();
    if (server != null) {
      merged.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server.toString());
    }
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
