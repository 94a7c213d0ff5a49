package io.lapse.streamsapp.topics;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether the topics of a ledger are there, those of guests with equally many partitions. Kafka
 * Streams does not ask that of merged inputs: where they differ, a guest's host events and guest
 * events reach different tasks, and each keeps half of its books. The policies have one partition.
 */
public final class TopicCheck {
  /** A broker may not know yet what its controller has just created. */
  private static final Duration PROPAGATION_MAX = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 200;

  private TopicCheck() {}

  /**
   * Returns if they are as they must be.
   *
   * @throws KafkaException if they are not, or the cluster does not answer; it names the topics
   */
  public static void require(Admin admin, Topics topics) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PROPAGATION_MAX.toNanos();
    List<String> problems = problems(admin, topics);
    while (!problems.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      problems = problems(admin, topics);
    }
    if (!problems.isEmpty()) {
      throw new KafkaException(
          "expected the topics of the ledger, with equally many partitions: "
              + String.join(", ", problems));
    }
  }

  /** What is not as it must be; empty if all is. */
  static List<String> problems(Admin admin, Topics topics) throws InterruptedException {
    List<String> names = topics.all().stream().map(Topic::name).toList();
    Map<String, Integer> partitions = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin.describeTopics(names).topicNameValues();
    List<Topic<?>> byName = new ArrayList<>(topics.all());
    byName.sort(Comparator.comparing(Topic::name));
    for (Topic<?> topic : byName) {
      int count = partitions(Objects.requireNonNull(descriptions.get(topic.name())));
      if (count == 0) {
        problems.add(topic.name() + " is missing");
      } else if (topic.key() == Topic.Key.GUEST) {
        partitions.put(topic.name(), count);
      } else if (count != topic.partitions(count)) {
        problems.add(topic.name() + " has " + count + " (expected 1)");
      }
    }
    if (new HashSet<>(partitions.values()).size() > 1) {
      partitions.forEach((name, count) -> problems.add(name + " has " + count));
    }
    return problems;
  }

  /** How many the topic has; 0 if there is no such topic. */
  private static int partitions(KafkaFuture<TopicDescription> description)
      throws InterruptedException {
    try {
      return description.get().partitions().size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw new KafkaException("the brokers do not describe their topics: " + e.getCause(), e);
    }
  }
}
