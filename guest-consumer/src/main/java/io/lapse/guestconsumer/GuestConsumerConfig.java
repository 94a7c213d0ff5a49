package io.lapse.guestconsumer;

import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.settings.HttpKeys;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * The guest consumer's configuration, Kafka style: its own keys, and every key of Kafka's consumer
 * and producer, which is passed on as it is, but for those that its correctness rests on.
 */
public final class GuestConsumerConfig extends AbstractConfig {
  public static final String TOPICS_PREFIX = "topics.prefix";
  public static final String GUESTS = "guests";

  private static final ConfigDef DEFINITION =
      HttpKeys.define(
              new ConfigDef()
                  .define(
                      ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
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
                      GUESTS,
                      Type.LIST,
                      List.of(),
                      ConfigDef.ValidList.anyNonDuplicateValues(true, false),
                      Importance.MEDIUM,
                      "The guests to stand in for, NAME,...; none named: all."))
          .define(
              ProducerConfig.TRANSACTIONAL_ID_CONFIG,
              Type.STRING,
              "lapse-guest-consumer",
              new ConfigDef.NonEmptyString(),
              Importance.MEDIUM,
              "Names the one consumer that may run for these guests; a second one replaces it.");

  /** What no client of Kafka knows. */
  private static final Set<String> OWN = Set.of(TOPICS_PREFIX, GUESTS);

  /** A reaction must be read once it is certain, and only then. */
  private static final Map<String, Object> CONSUMER_FIXED =
      Map.of(
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          "read_committed",
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          false,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          "earliest",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
          false);

  private static final Map<String, Object> PRODUCER_FIXED =
      Map.of(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true, ProducerConfig.ACKS_CONFIG, "all");

  private final Map<String, Object> originals;

  /**
   * @throws ConfigException if a key has no legal value
   */
  public GuestConsumerConfig(Properties properties) {
    super(DEFINITION, properties, false);
    originals = new HashMap<>();
    // Unlike get, getProperty sees the defaults behind the properties too.
    properties
        .stringPropertyNames()
        .forEach(key -> originals.put(key, properties.getProperty(key)));
  }

  public Topics topics() {
    return Topics.named(getString(TOPICS_PREFIX));
  }

  /**
   * The configuration that stands in a file.
   *
   * @throws ConfigException if it cannot be read, or a key has no legal value
   */
  public static GuestConsumerConfig read(Path file) {
    GuestConsumerConfig config = new GuestConsumerConfig(SettingsFile.read(file));
    config.http();
    return config;
  }

  /**
   * How metrics and health are served, and to whom; reads the files that say so.
   *
   * @throws ConfigException if they cannot be used, or if strangers could ask
   */
  HttpSettings http() {
    return HttpSettings.of(this);
  }

  /** The keys, for a page of reference. */
  public static ConfigDef definition() {
    return new ConfigDef(DEFINITION);
  }

  /** Whether this consumer stands in for the guest. */
  boolean follows(String guest) {
    List<String> named = getList(GUESTS);
    return named.isEmpty() || named.contains(guest);
  }

  Map<String, Object> consumer() {
    Map<String, Object> consumer =
        passedOn(ConsumerConfig.configNames(), ProducerConfig.configNames());
    // It assigns its partitions itself; a group would only hand out some of them.
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.putAll(CONSUMER_FIXED);
    return consumer;
  }

  Map<String, Object> producer() {
    Map<String, Object> producer =
        passedOn(ProducerConfig.configNames(), ConsumerConfig.configNames());
    producer.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, getString(ProducerConfig.TRANSACTIONAL_ID_CONFIG));
    producer.putAll(PRODUCER_FIXED);
    return producer;
  }

  /** A key that neither knows may belong to a plug-in of either. */
  private Map<String, Object> passedOn(Set<String> known, Set<String> knownToTheOther) {
    Map<String, Object> passedOn = new HashMap<>();
    originals.forEach(
        (key, value) -> {
          if (known.contains(key) || !knownToTheOther.contains(key)) {
            passedOn.put(key, value);
          }
        });
    passedOn.keySet().removeAll(OWN);
    passedOn.keySet().removeAll(HttpKeys.NAMES);
    return passedOn;
  }
}
