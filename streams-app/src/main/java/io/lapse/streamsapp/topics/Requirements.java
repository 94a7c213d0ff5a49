package io.lapse.streamsapp.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG;

import io.lapse.schemas.codec.InputLimits;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * What the ledger needs of the settings of its topics: the one list by which they are created and
 * checked, and by which the application starts.
 */
public final class Requirements {
  /** From so many replicas on, one may be lost without losing records or standing still. */
  static final int REPLICAS_SAFE = 3;

  /** What a quarantine record holds beside the bytes of its input: its headers. */
  private static final int QUARANTINE_HEADERS_BYTES = 64 * 1024;

  /** What a batch of one record holds beside its value, and room for its key and its headers. */
  private static final int BATCH_BYTES = 8 * 1024;

  private static final int INPUT_BYTES_MAX = TopicSetup.RECORD_BYTES_MAX - QUARANTINE_HEADERS_BYTES;

  private static final String UNLIMITED = "-1";
  private static final String ANY_TIMESTAMP = Long.toString(Long.MAX_VALUE);

  private Requirements() {}

  /**
   * What a topic needs.
   *
   * @param replicas how many each partition has
   */
  public static List<Requirement> of(Topic<?> topic, Topics topics, int replicas) {
    List<Requirement> needs = new ArrayList<>();
    boolean alerts = topic.name().equals(topics.alerts().name());
    switch (topic.cleanup()) {
      case DELETE -> {
        needs.add(neverCompacted(alerts ? Judgement.WARN : Judgement.FAIL));
        // Alerts are news, and nobody's books: the broker's own retention holds for them.
        if (!alerts) {
          needs.addAll(unlimited());
        }
      }
      case COMPACT -> needs.add(compacted());
    }
    if (topic.key() == Topic.Key.POLICY) {
      needs.add(firstStays());
    }
    boolean input = topics.inputs().stream().anyMatch(read -> read.name().equals(topic.name()));
    needs.addAll(anyTimestamp(input ? Judgement.FAIL : Judgement.WARN));
    if (input) {
      needs.add(quarantinable());
    }
    if (topic.name().equals(topics.quarantine().name())) {
      needs.add(roomForAnyInput());
    }
    needs.add(inSync(replicas));
    needs.add(cleanElections());
    return needs;
  }

  private static Requirement neverCompacted(Judgement otherwise) {
    return new Requirement(
        CLEANUP_POLICY_CONFIG,
        CLEANUP_POLICY_DELETE,
        CLEANUP_POLICY_DELETE,
        otherwise,
        "compaction removes all records of a guest but the latest",
        found -> !found.contains(CLEANUP_POLICY_COMPACT));
  }

  private static Requirement compacted() {
    return Requirement.exactly(
        CLEANUP_POLICY_CONFIG,
        CLEANUP_POLICY_COMPACT,
        Judgement.FAIL,
        "deletion by age removes the latest record of a guest, or host, that is quiet");
  }

  private static Requirement firstStays() {
    return Requirement.exactly(
        MIN_COMPACTION_LAG_MS_CONFIG,
        Long.toString(Long.MAX_VALUE),
        Judgement.FAIL,
        "the first record of a policy holds, and compaction would keep the last");
  }

  private static List<Requirement> unlimited() {
    String why = "what is beyond the limit is deleted, and this is its only copy";
    return List.of(
        Requirement.exactly(RETENTION_MS_CONFIG, UNLIMITED, Judgement.FAIL, why),
        Requirement.exactly(RETENTION_BYTES_CONFIG, UNLIMITED, Judgement.FAIL, why));
  }

  private static List<Requirement> anyTimestamp(Judgement otherwise) {
    String why = "the broker refuses what a machine with a wrong clock sends";
    return List.of(
        Requirement.exactly(MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, ANY_TIMESTAMP, otherwise, why),
        Requirement.exactly(MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, ANY_TIMESTAMP, otherwise, why));
  }

  private static Requirement quarantinable() {
    return new Requirement(
        MAX_MESSAGE_BYTES_CONFIG,
        "at most " + INPUT_BYTES_MAX,
        Integer.toString(InputLimits.RECORD_BYTES_MAX + BATCH_BYTES),
        Judgement.FAIL,
        "an input that quarantine cannot take stops the ledger",
        found -> Long.parseLong(found) <= INPUT_BYTES_MAX);
  }

  private static Requirement roomForAnyInput() {
    return new Requirement(
        MAX_MESSAGE_BYTES_CONFIG,
        "at least " + TopicSetup.RECORD_BYTES_MAX,
        Integer.toString(TopicSetup.RECORD_BYTES_MAX),
        Judgement.FAIL,
        "an input that quarantine cannot take stops the ledger",
        found -> Long.parseLong(found) >= TopicSetup.RECORD_BYTES_MAX);
  }

  private static Requirement inSync(int replicas) {
    if (replicas < REPLICAS_SAFE) {
      return new Requirement(
          MIN_IN_SYNC_REPLICAS_CONFIG,
          "2 of 3 replicas",
          null,
          Judgement.WARN,
          "with " + replicas + " of 3 replicas a lost broker may stop the ledger or lose records",
          found -> false);
    }
    return new Requirement(
        MIN_IN_SYNC_REPLICAS_CONFIG,
        "2 or more",
        "2",
        Judgement.FAIL,
        "a record counts as written when one broker has it, and is lost with that broker",
        found -> Long.parseLong(found) >= 2);
  }

  private static Requirement cleanElections() {
    return Requirement.exactly(
        UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
        "false",
        Judgement.WARN,
        "a replica that lacks records may become the leader");
  }
}
