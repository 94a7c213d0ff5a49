package io.lapse.streamsapp.topics;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a ledger; those that are there stay as they are. */
public final class TopicSetup {
  /**
   * The largest record that the application writes: a guest's state, or what came in and is refused
   * with its reason. By default Kafka takes 1 MB, which an input may fill by itself.
   */
  public static final int RECORD_BYTES_MAX = 16 * 1024 * 1024;

  private static final Duration PROPAGATION_MAX = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 50;

  private TopicSetup() {}

  /**
   * Creates what is missing. All topics that are keyed by guest have equally many partitions: one
   * task sees all that is said about a guest.
   *
   * <p>It returns when the leaders of the new partitions answer. A producer that is earlier is
   * refused its first batch and may have its second accepted; from then on the broker refuses the
   * first, and with it all that comes until the delivery times out.
   *
   * @return the names of those that were missing
   * @throws KafkaException if the cluster refuses
   */
  public static List<String> create(
      Admin admin, Topics topics, int partitions, short replicationFactor) {
    List<NewTopic> wanted =
        topics.all().stream()
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(partitions), replicationFactor)
                        .configs(settings(topic, topics, replicationFactor)))
            .toList();
    return create(admin, wanted);
  }

  /**
   * The same of topics that are no ledger's.
   *
   * @return the names of those that were missing
   * @throws KafkaException if the cluster refuses
   */
  public static List<String> create(Admin admin, List<NewTopic> wanted) {
    CreateTopicsResult created = admin.createTopics(wanted);
    Map<TopicPartition, OffsetSpec> leaders = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (NewTopic topic : wanted) {
      if (isNew(topic.name(), Objects.requireNonNull(created.values().get(topic.name())))) {
        missing.add(topic.name());
        for (int partition = 0; partition < topic.numPartitions(); partition++) {
          leaders.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
      }
    }
    awaitLeaders(admin, missing, leaders);
    return missing;
  }

  private static Map<String, String> settings(Topic<?> topic, Topics topics, int replicas) {
    Map<String, String> settings = new HashMap<>();
    for (Requirement need : Requirements.of(topic, topics, replicas)) {
      if (need.created() != null) {
        settings.put(need.setting(), need.created());
      }
    }
    return settings;
  }

  /** A broker may not know yet what its controller has just created. */
  private static void awaitLeaders(
      Admin admin, List<String> topics, Map<TopicPartition, OffsetSpec> leaders) {
    long deadlineNanos = System.nanoTime() + PROPAGATION_MAX.toNanos();
    while (true) {
      try {
        // Asked first, because it is silent where the other logs an error.
        await(admin.describeTopics(topics).allTopicNames(), "new topics are not there");
        await(admin.listOffsets(leaders).all(), "the leaders of new topics do not answer");
        return;
      } catch (UnknownTopicOrPartitionException e) {
        if (System.nanoTime() - deadlineNanos > 0) {
          throw new KafkaException("new topics are not there after " + PROPAGATION_MAX, e);
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static boolean isNew(String topic, KafkaFuture<Void> created) {
    try {
      await(created, "cannot create " + topic);
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
      if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      throw new KafkaException(failure + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static KafkaException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted while topics were created", e);
  }
}
