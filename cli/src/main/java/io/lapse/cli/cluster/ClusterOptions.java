package io.lapse.cli.cluster;

import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topics;
import io.lapse.telemetry.settings.SettingsFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the cluster is, how to log in, and which ledger's topics are meant. */
public final class ClusterOptions {
  private static final int TIMEOUT_MILLIS = 15_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--bootstrap-server",
      required = true,
      paramLabel = "HOST:PORT,...",
      description = "Brokers to ask first.")
  private String bootstrapServer;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description = "Properties for Kafka's clients, such as security.protocol and sasl.*.")
  private @Nullable Path commandConfig;

  @Option(
      names = {"--prefix", "--topics-prefix"},
      paramLabel = "PREFIX",
      defaultValue = "lapse.",
      description = "What the topics' names begin with. Default: ${DEFAULT-VALUE}")
  private String prefix = "lapse.";

  /** Picocli makes it, and sets its options before the command is called. */
  @SuppressWarnings("NullAway.Init")
  public ClusterOptions() {}

  /** The topics of the ledger that is meant. */
  public Topics topics() {
    return Topics.named(prefix);
  }

  /** What the names of its topics begin with. */
  public String prefix() {
    return prefix;
  }

  /**
   * Connects lazily: the first question finds out whether there is a broker.
   *
   * @throws Failure if the settings cannot be used
   */
  public Admin admin() {
    Map<String, Object> config = client();
    config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return connect(() -> Admin.create(config));
  }

  /**
   * Reads raw bytes, only what is committed, and commits nothing by itself.
   *
   * @param own settings that the caller rests on
   * @throws Failure if the settings cannot be used
   */
  public Consumer<byte[], byte[]> consumer(Map<String, Object> own) {
    Map<String, Object> config = client();
    config.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.putAll(own);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return connect(
        () ->
            new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * Writes raw bytes, in transactions.
   *
   * @param own settings that the caller rests on
   * @throws Failure if the settings cannot be used
   */
  public Producer<byte[], byte[]> producer(Map<String, Object> own) {
    Map<String, Object> config = client();
    config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MILLIS);
    config.putAll(own);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return connect(
        () -> new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** Brokers to ask first, as they were named. */
  public String bootstrapServer() {
    return bootstrapServer;
  }

  /** What every client of the cluster needs, for the caller to add to. */
  public Map<String, Object> client() {
    Map<String, Object> config = new HashMap<>();
    Properties file = file();
    file.stringPropertyNames().forEach(key -> config.put(key, file.getProperty(key)));
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServer);
    config.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "lapse-" + spec.name());
    return config;
  }

  private Properties file() {
    if (commandConfig == null) {
      return new Properties();
    }
    try {
      return SettingsFile.read(commandConfig);
    } catch (ConfigException e) {
      throw new ParameterException(
          spec.commandLine(), "--command-config: " + commandConfig + ": " + e.getMessage(), e);
    }
  }

  /** Makes a client. */
  private interface Maker<T> {
    T make();
  }

  private <T> T connect(Maker<T> maker) {
    try {
      return maker.make();
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Failure("cannot ask " + bootstrapServer + ": " + cause.getMessage(), e);
    }
  }
}
