package io.lapse.streamsapp.transactions;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka Streams' usual clients, whose producers begin nothing while something of theirs hangs. */
public final class GuardedClients implements KafkaClientSupplier {
  /** A broker that starts again takes longer, and a commit in a sound cluster far less. */
  public static final Duration SLOW_COMMIT = Duration.ofMillis(500);

  /** A broker that has just gone is still asked, and for as long. */
  private static final int QUESTION_MILLIS_MAX = 10_000;

  /** Less: then another broker is asked where it can be. */
  private static final int REQUEST_MILLIS_MAX = 3_000;

  private final TransactionGuard guard;
  private final Duration slowCommit;

  /**
   * Prepares them; no broker is asked yet.
   *
   * @param admin how the guard asks the brokers
   * @param applicationId with what transactional ids and internal topics begin
   * @param topics others that the application writes to
   * @param slowCommit after a commit of that length a producer looks before it begins again
   */
  public GuardedClients(
      Map<String, Object> admin,
      String applicationId,
      Collection<String> topics,
      Duration slowCommit) {
    this.slowCommit = slowCommit;
    Map<String, Object> config = withTimeouts(admin);
    guard = new TransactionGuard(() -> Admin.create(config), applicationId, topics);
  }

  /**
   * Unless one is stated: Kafka refuses a time-out of a request that is longer than that of all.
   */
  private static Map<String, Object> withTimeouts(Map<String, Object> admin) {
    Map<String, Object> config = new HashMap<>(admin);
    if (!admin.containsKey(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG)
        && !admin.containsKey(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG)) {
      config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, QUESTION_MILLIS_MAX);
      config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS_MAX);
    }
    return config;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new GuardedProducer(config, guard, slowCommit.toNanos());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
