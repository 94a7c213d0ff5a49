package io.lapse.streamsapp.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Asks a cluster about topics. */
final class TopicReading {
  private TopicReading() {}

  /**
   * Those that are there, by name.
   *
   * @throws KafkaException if the cluster does not answer, or does not let its topics be seen
   */
  static Map<String, FoundTopic> of(Admin admin, Collection<String> names)
      throws InterruptedException {
    Map<String, TopicDescription> described = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      answer(topic.getValue(), UnknownTopicOrPartitionException.class)
          .ifPresent(description -> described.put(topic.getKey(), description));
    }
    Map<String, Map<String, String>> settings = settings(admin, described.keySet());
    Map<String, FoundTopic> found = new TreeMap<>();
    described.forEach((name, topic) -> found.put(name, found(topic, settings.get(name))));
    return found;
  }

  private static FoundTopic found(TopicDescription topic, @Nullable Map<String, String> settings) {
    int replicas =
        topic.partitions().stream()
            .mapToInt(partition -> partition.replicas().size())
            .min()
            .orElse(0);
    return new FoundTopic(topic.name(), topic.partitions().size(), replicas, settings);
  }

  /** To see a topic takes DESCRIBE, to see its settings DESCRIBE_CONFIGS. */
  private static Map<String, Map<String, String>> settings(Admin admin, Collection<String> names)
      throws InterruptedException {
    List<ConfigResource> topics =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> topic :
        admin.describeConfigs(topics).values().entrySet()) {
      answer(topic.getValue(), AuthorizationException.class)
          .ifPresent(config -> settings.put(topic.getKey().name(), values(config)));
    }
    return settings;
  }

  private static Map<String, String> values(Config config) {
    Map<String, String> values = new HashMap<>();
    config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
    return values;
  }

  /** Empty if the answer is the one refusal that is expected. */
  private static <T> Optional<T> answer(KafkaFuture<T> future, Class<? extends Exception> expected)
      throws InterruptedException {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      if (expected.isInstance(e.getCause())) {
        return Optional.empty();
      }
      throw new KafkaException("the brokers do not describe their topics: " + e.getCause(), e);
    }
  }
}
