package io.lapse.streamsapp;

import io.lapse.streamsapp.topics.TopicSetup;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** Whether what an operator sets of Kafka's keys leaves the books right. */
final class KafkaKeys {
  private static final List<String> CLIENT_PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /** What takes a guest's state: as large as that may become. */
  private static final Set<String> RECORD_SIZES =
      Set.of("topic.max.message.bytes", "max.request.size", "producer.max.request.size");

  private static final long HEARTBEAT_MILLIS = 3_000;
  private static final long SESSION_MILLIS = 45_000;

  private KafkaKeys() {}

  /** What is set unless an operator says otherwise. */
  static Map<String, Object> defaults() {
    Map<String, Object> defaults = new HashMap<>();
    KafkaKey.DEFAULTS.forEach(key -> put(defaults, key));
    // Kafka Streams sets the others on its clients by itself.
    KafkaKey.FIXED.stream()
        .filter(key -> StreamsConfig.configDef().names().contains(key.name()))
        .forEach(key -> put(defaults, key));
    return defaults;
  }

  private static void put(Map<String, Object> settings, KafkaKey key) {
    if (key.value() != null) {
      settings.put(key.name(), key.value());
    }
  }

  /** The key without the prefix that says for which client it is. */
  static String bare(String key) {
    return CLIENT_PREFIXES.stream()
        .filter(key::startsWith)
        .findFirst()
        .map(prefix -> key.substring(prefix.length()))
        .orElse(key);
  }

  /**
   * Returns if it does.
   *
   * @param given what an operator set
   * @throws ConfigException if not, with the reason
   */
  static void check(Map<String, Object> given) {
    given.forEach(
        (key, value) -> {
          KafkaKey.FIXED.stream()
              .filter(fixed -> fixed.name().equals(bare(key)))
              .forEach(fixed -> checkFixed(key, value, fixed));
          if (RECORD_SIZES.contains(key)) {
            checkSize(key, value);
          }
        });
    checkMembership(given);
  }

  private static void checkFixed(String key, Object value, KafkaKey fixed) {
    String expected = fixed.value();
    if (expected == null) {
      throw new ConfigException(key, value, "it is not to be set: " + fixed.why());
    }
    String text = value.toString().trim().toLowerCase(Locale.ROOT);
    boolean isAllAcks = expected.equals("all") && text.equals("-1");
    if (!text.equals(expected) && !isAllAcks) {
      throw new ConfigException(key, value, "expected " + expected + ": " + fixed.why());
    }
  }

  private static void checkSize(String key, Object value) {
    if (number(Map.of(key, value), key, 0) < TopicSetup.RECORD_BYTES_MAX) {
      throw new ConfigException(
          key,
          value,
          "expected at least "
              + TopicSetup.RECORD_BYTES_MAX
              + ": the state of a guest is one record of the changelog");
    }
  }

  private static void checkMembership(Map<String, Object> given) {
    boolean isStatic =
        given.keySet().stream().anyMatch(key -> bare(key).equals("group.instance.id"));
    if (isStatic
        && "streams".equalsIgnoreCase(String.valueOf(given.get("group.protocol")).trim())) {
      throw new ConfigException(
          "expected group.instance.id or group.protocol=streams: its groups know no static members");
    }
    long heartbeat = ofMainConsumer(given, "heartbeat.interval.ms", HEARTBEAT_MILLIS);
    long session = ofMainConsumer(given, "session.timeout.ms", SESSION_MILLIS);
    if (heartbeat >= session) {
      throw new ConfigException(
          "heartbeat.interval.ms", heartbeat, "expected less than session.timeout.ms: " + session);
    }
  }

  /**
   * A transaction that may last as long as the interval between commits times out before it ends.
   */
  static void checkTransactions(StreamsConfig config) {
    long timeout = number(config.getProducerConfigs("check"), "transaction.timeout.ms", 0);
    long commit = config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
    if (timeout <= commit) {
      throw new ConfigException(
          "transaction.timeout.ms", timeout, "expected more than commit.interval.ms: " + commit);
    }
  }

  /** As Kafka Streams looks it up: the narrowest prefix wins. */
  private static long ofMainConsumer(Map<String, Object> given, String key, long absent) {
    for (String prefix :
        List.of(StreamsConfig.MAIN_CONSUMER_PREFIX, StreamsConfig.CONSUMER_PREFIX, "")) {
      if (given.containsKey(prefix + key)) {
        return number(given, prefix + key, absent);
      }
    }
    return absent;
  }

  static long number(Map<String, Object> settings, String key, long absent) {
    Object value = settings.get(key);
    try {
      return value == null ? absent : Long.parseLong(value.toString().trim());
    } catch (NumberFormatException e) {
      throw new ConfigException(key, value, "expected a whole number");
    }
  }
}
