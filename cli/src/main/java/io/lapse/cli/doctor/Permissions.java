package io.lapse.cli.doctor;

import io.lapse.cli.cluster.Answers;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** What whoever asks may do, of what the application must do. */
final class Permissions {
  private static final String NOT_TRIED =
      "not tried: to write a record, to make the application's internal topics";

  private Permissions() {}

  static Check topics(Admin admin, Topics topics) throws InterruptedException {
    List<String> names = topics.all().stream().map(Topic::name).toList();
    Map<String, Set<AclOperation>> permitted = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin
            .describeTopics(names, new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues()
            .entrySet()) {
      Set<AclOperation> operations = operations(topic.getValue());
      if (operations != null) {
        permitted.put(topic.getKey(), operations);
      }
    }
    return permitted.isEmpty()
        ? Check.warn("permissions", "there is no topic to ask about", "lapse topics create")
        : check(missing(topics, permitted));
  }

  /** Null of a topic that is missing or hidden, which is the topics' own check. */
  private static @Nullable Set<AclOperation> operations(KafkaFuture<TopicDescription> topic)
      throws InterruptedException {
    try {
      return Answers.of(topic, "the permissions").authorizedOperations();
    } catch (Failure e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException
          || e.getCause() instanceof AuthorizationException) {
        return null;
      }
      throw e;
    }
  }

  private static Check check(List<String> missing) {
    return missing.isEmpty()
        ? Check.ok("permissions", "topics may be read and written; " + NOT_TRIED)
        : Check.warn(
            "permissions",
            "this user may not " + String.join(", ", missing),
            "the application's must; ask with its --command-config");
  }

  /** The application reads the inputs, the policies and the keys, and writes the rest. */
  static List<String> missing(Topics topics, Map<String, Set<AclOperation>> permitted) {
    List<String> read =
        Stream.concat(topics.inputs().stream(), Stream.of(topics.policies(), topics.hostKeys()))
            .map(Topic::name)
            .toList();
    List<String> missing = new ArrayList<>();
    for (Topic<?> topic : topics.all()) {
      Set<AclOperation> operations = permitted.get(topic.name());
      AclOperation needed = read.contains(topic.name()) ? AclOperation.READ : AclOperation.WRITE;
      if (operations != null
          && !operations.contains(needed)
          && !operations.contains(AclOperation.ALL)) {
        missing.add(needed + " " + topic.name());
      }
    }
    return missing;
  }

  /** Begins as a producer of the application does, under an id that nobody else has. */
  static Check transactions(ClusterOptions cluster, String applicationId) {
    String id = applicationId + "-doctor-" + UUID.randomUUID();
    try (Producer<byte[], byte[]> producer =
        cluster.producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id))) {
      producer.initTransactions();
      producer.close(Duration.ZERO);
      return Check.ok("transactions", "a producer may begin, as " + applicationId + "-...");
    } catch (KafkaException e) {
      return Check.fail(
          "transactions",
          String.valueOf(Answers.refusal("a producer cannot begin", e).getMessage()),
          "permit WRITE on transactional ids that begin with " + applicationId);
    }
  }
}
