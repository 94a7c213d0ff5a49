package io.lapse.streamsapp.topics;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of a ledger; those that are there stay as they are. */
public final class TopicSetup {
  /**
   * The largest record that the application writes: a guest's state, or what came in and is refused
   * with its reason. By default Kafka takes 1 MB, which an input may fill by itself.
   */
  public static final int RECORD_BYTES_MAX = 16 * 1024 * 1024;

  private static final String FOREVER = "-1";

  private TopicSetup() {}

  /**
   * Creates what is missing. All topics that are keyed by guest have equally many partitions: one
   * task sees all that is said about a guest.
   *
   * <p>It returns when the leaders of the new partitions answer. A producer that is earlier is
   * refused its first batch and may have its second accepted; from then on the broker refuses the
   * first, and with it all that comes until the delivery times out.
   *
   * @throws KafkaException if the cluster refuses
   */
  public static void create(Admin admin, Topics topics, int partitions, short replicationFactor) {
    List<NewTopic> wanted =
        topics.all().stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(partitions), replicationFactor)
                        .configs(settings(topic, topics)))
            .toList();
    CreateTopicsResult created = admin.createTopics(wanted);
    Map<TopicPartition, OffsetSpec> leaders = new HashMap<>();
    for (NewTopic topic : wanted) {
      if (isNew(Objects.requireNonNull(created.values().get(topic.name())))) {
        for (int partition = 0; partition < topic.numPartitions(); partition++) {
          leaders.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
      }
    }
    await(admin.listOffsets(leaders).all(), "the leaders of new topics do not answer");
  }

  private static Map<String, String> settings(Topic<?> topic, Topics topics) {
    Map<String, String> settings = new HashMap<>();
    // Stamps of hosts may lie in the future, and their topics must take them.
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    if (topic.name().equals(topics.quarantine().name())) {
      settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(RECORD_BYTES_MAX));
    }
    switch (topic.cleanup()) {
      case DELETE -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        // Alerts are news, and nobody's books: the broker's own retention holds for them.
        if (!topic.name().equals(topics.alerts().name())) {
          settings.put(TopicConfig.RETENTION_MS_CONFIG, FOREVER);
        }
      }
      case COMPACT ->
          settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    }
    if (topic.key() == Topic.Key.POLICY) {
      // Compaction would keep the last of a key. The first one holds, so nothing may be removed.
      settings.put(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    }
    return settings;
  }

  private static boolean isNew(KafkaFuture<Void> created) {
    try {
      await(created, "cannot create a topic");
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  private static void await(KafkaFuture<?> future, String failure) {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException exists) {
        throw exists;
      }
      throw new KafkaException(failure + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while topics were created", e);
    }
  }
}
