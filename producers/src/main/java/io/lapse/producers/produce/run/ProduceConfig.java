package io.lapse.producers.produce.run;

import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.producers.signing.HostSigners;
import io.lapse.producers.source.Format;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.settings.HttpSettings;
import io.lapse.telemetry.settings.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@code lapse produce}, Kafka style: its own keys, and every key of Kafka's
 * producer, which is passed on as it is, but for those that its correctness rests on.
 */
public final class ProduceConfig extends AbstractConfig {
  /** A broker that is away is tried again with a new client, not waited for. */
  private static final int PATIENCE_MILLIS = 10_000;

  private static final Set<String> KNOWN_TO_KAFKA =
      Stream.of(
              ProducerConfig.configNames(),
              AdminClientConfig.configNames(),
              ConsumerConfig.configNames())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private final Format format;
  private final List<InputPattern> inputs;
  private final Map<String, Object> originals = new HashMap<>();

  /**
   * The configuration for inputs of one format.
   *
   * @throws ConfigException if a key has no legal value
   */
  public ProduceConfig(Format format, Properties properties) {
    super(ProduceKeys.DEFINITION, properties, false);
    this.format = format;
    this.inputs = getList(ProduceKeys.INPUTS).stream().map(InputPattern::parse).toList();
    for (InputPattern input : inputs) {
      if (Followed.needsGuest(format) && !input.namesGuests()) {
        throw new ConfigException(
            "inputs: "
                + input.address().text()
                + ": format "
                + Followed.word(format)
                + " does not name its guest: expected GUEST@PATH, or {guest} in the path");
      }
    }
    properties
        .stringPropertyNames()
        .forEach(key -> originals.put(key, properties.getProperty(key)));
  }

  /**
   * The configuration that stands in a file.
   *
   * @throws ConfigException if it cannot be read, or a key has no legal value
   */
  public static ProduceConfig read(Format format, Path file) {
    ProduceConfig config = new ProduceConfig(format, SettingsFile.read(file));
    config.http();
    return config;
  }

  /** The keys, for a page of reference. */
  public static ConfigDef definition() {
    return new ConfigDef(ProduceKeys.DEFINITION);
  }

  /** What neither this nor Kafka's producer knows: a slip, or a key of a plug-in. */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<>(originals.keySet());
    unknown.removeAll(ProduceKeys.DEFINITION.names());
    unknown.removeAll(KNOWN_TO_KAFKA);
    return unknown;
  }

  HttpSettings http() {
    return HttpSettings.of(this);
  }

  Topics topics() {
    return Topics.named(getString(ProduceKeys.TOPICS_PREFIX));
  }

  List<InputPattern> inputs() {
    return inputs;
  }

  Feeds feeds() {
    return new FormatFeeds(format, this);
  }

  long rescanMillis() {
    return getLong(ProduceKeys.RESCAN_MILLIS);
  }

  long pollMillis() {
    return getLong(ProduceKeys.POLL_MILLIS);
  }

  Path journalDir() {
    return Path.of(getString(ProduceKeys.JOURNAL_DIR));
  }

  long journalBytesMax() {
    return getLong(ProduceKeys.JOURNAL_BYTES_MAX);
  }

  long shutdownMillis() {
    return getLong(ProduceKeys.SHUTDOWN_MILLIS);
  }

  /**
   * Who signs.
   *
   * @throws io.lapse.producers.signing.KeyFileException if there is no such folder
   */
  HostSigners signers() {
    String folder = getString(ProduceKeys.SIGN_KEYS_DIR);
    return folder.isEmpty() ? HostSigners.none() : HostSigners.in(Path.of(folder));
  }

  /** What is known about an input beside its content. */
  SourceInput source(@Nullable String guest, String name, Path file) {
    return new SourceInput(
        name,
        file,
        getString(ProduceKeys.HOST),
        guest,
        format,
        getLong(ProduceKeys.CLOCK_ERROR_NANOS),
        getInt(ProduceKeys.TAI_OFFSET_SECONDS),
        CounterWhilePaused.valueOf(
            getString(ProduceKeys.COUNTER_WHILE_PAUSED).toUpperCase(Locale.ROOT)));
  }

  /** For Kafka's producer. */
  Map<String, Object> producer() {
    Map<String, Object> producer = passedOn(ProducerConfig.configNames());
    producer.keySet().remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    producer.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    return producer;
  }

  /** For Kafka's administrative client. */
  Map<String, Object> admin() {
    Map<String, Object> admin = passedOn(AdminClientConfig.configNames());
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    return admin;
  }

  /** For Kafka's consumer, where an input is a topic. */
  Map<String, Object> consumer() {
    return passedOn(ConsumerConfig.configNames());
  }

  /** What that client knows, and what none knows: it may belong to a plug-in. */
  private Map<String, Object> passedOn(Set<String> known) {
    Map<String, Object> passedOn = new HashMap<>(originals);
    passedOn.keySet().removeAll(ProduceKeys.OWN);
    passedOn.keySet().removeIf(key -> KNOWN_TO_KAFKA.contains(key) && !known.contains(key));
    return passedOn;
  }
}
