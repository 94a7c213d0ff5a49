package io.lapse.streamsapp.replay;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The topics that a replay writes, and its group: made when it begins, and kept until somebody
 * removes them.
 *
 * @param outputs what it finds
 * @param internal the changelogs of its states, which Kafka Streams makes
 * @param group its application id
 */
public record ReplayTopics(List<String> outputs, List<String> internal, String group) {
  private static final Map<String, String> SETTINGS =
      Map.of(
          // Every notice is wanted, not the latest of each guest alone.
          CLEANUP_POLICY_CONFIG,
          CLEANUP_POLICY_DELETE,
          RETENTION_MS_CONFIG,
          "-1",
          RETENTION_BYTES_CONFIG,
          "-1",
          MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(TopicSetup.RECORD_BYTES_MAX));

  /** Those of a replay. */
  public static ReplayTopics of(Topics own, String applicationId, TopologyDescription topology) {
    List<String> outputs =
        Stream.of(
                own.ledger(),
                own.guestNotices(),
                own.alerts(),
                own.guestProfiles(),
                own.quarantine())
            .map(Topic::name)
            .toList();
    List<String> internal =
        topology.subtopologies().stream()
            .flatMap(part -> part.nodes().stream())
            .filter(TopologyDescription.Processor.class::isInstance)
            .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
            .map(store -> applicationId + "-" + store + "-changelog")
            .distinct()
            .sorted()
            .toList();
    return new ReplayTopics(outputs, internal, applicationId);
  }

  private List<String> all() {
    return Stream.concat(outputs.stream(), internal.stream()).toList();
  }

  /**
   * Returns if nothing is there yet. A group that has committed offsets would go on from them, and
   * states of another replay would be taken for its own.
   *
   * @throws KafkaException if something is there, or the brokers do not say
   */
  public void requireNew(Admin admin) throws InterruptedException {
    Set<String> there = there(admin);
    if (!there.isEmpty() || !committed(admin).isEmpty()) {
      throw new KafkaException(
          "there is a replay of that name: expected another name, or lapse streams --replay --clean"
              + " first: "
              + (there.isEmpty() ? "the group " + group : String.join(", ", there)));
    }
  }

  private Set<String> there(Admin admin) throws InterruptedException {
    Set<String> there = new TreeSet<>(Capture.answer(admin.listTopics().names(), "the topics"));
    there.retainAll(all());
    return there;
  }

  /**
   * How far its group is.
   *
   * @throws KafkaException if the brokers do not say
   */
  public Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) throws InterruptedException {
    return Capture.answer(
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
        "the group " + group);
  }

  /**
   * Makes those of its outputs.
   *
   * @param partitions as many as the inputs have
   * @throws KafkaException if the cluster refuses, or one of them is there already
   */
  public void create(Admin admin, int partitions, short replicationFactor) {
    List<NewTopic> wanted =
        outputs.stream()
            .map(name -> new NewTopic(name, partitions, replicationFactor).configs(SETTINGS))
            .toList();
    List<String> created = TopicSetup.create(admin, wanted);
    if (created.size() < wanted.size()) {
      throw new KafkaException("another replay of that name has just begun: " + outputs);
    }
  }

  /**
   * Removes what is there of them.
   *
   * @return what was removed
   * @throws KafkaException if the replay still runs, or the cluster refuses
   */
  public List<String> remove(Admin admin) throws InterruptedException {
    List<String> removed = new ArrayList<>();
    if (removeGroup(admin)) {
      removed.add("group " + group);
    }
    Set<String> there = there(admin);
    Capture.answer(admin.deleteTopics(there).all(), "cannot delete " + there);
    removed.addAll(there);
    return removed;
  }

  private boolean removeGroup(Admin admin) throws InterruptedException {
    try {
      Capture.answer(admin.deleteConsumerGroups(List.of(group)).all(), "cannot delete " + group);
      return true;
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause().getCause();
      if (cause instanceof GroupIdNotFoundException) {
        return false;
      }
      if (cause instanceof GroupNotEmptyException) {
        throw new KafkaException("the replay still runs: expected its end: group " + group, e);
      }
      throw e;
    }
  }
}
