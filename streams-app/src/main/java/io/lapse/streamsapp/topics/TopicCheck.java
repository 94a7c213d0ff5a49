package io.lapse.streamsapp.topics;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the topics of a ledger are there, as it needs them. Kafka Streams does not ask for
 * equally many partitions of merged inputs: where they differ, a guest's host events and guest
 * events reach different tasks, and each keeps half of its books. The policies have one partition.
 */
public final class TopicCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  /** A broker may not know yet what its controller has just created. */
  private static final Duration PROPAGATION_MAX = Duration.ofSeconds(5);

  private static final long PAUSE_MILLIS = 200;

  /** Without which a reader finds nothing, or the wrong things. */
  private static final Set<String> READER_NEEDS =
      Set.of(Finding.TOPIC, Finding.PARTITIONS, TopicConfig.CLEANUP_POLICY_CONFIG);

  private TopicCheck() {}

  /**
   * Returns if nothing is found that the books rest on.
   *
   * @param unused topics that may be missing, because nothing reads or writes them
   * @throws KafkaException if something is, or the cluster does not answer; it names topics,
   *     settings, what is expected and what was found
   */
  public static void require(Admin admin, Topics topics, List<Topic<?>> unused)
      throws InterruptedException {
    List<String> names = unused.stream().map(Topic::name).toList();
    List<Finding> findings =
        settled(
            () ->
                findings(admin, topics).stream()
                    .filter(finding -> !names.contains(finding.topic()))
                    .toList());
    if (fails(findings)) {
      throw new KafkaException(
          "expected the topics of the ledger as it needs them (lapse topics check lists all): "
              + inWords(findings, Judgement.FAIL));
    }
    String warnings = inWords(findings, Judgement.WARN);
    if (!warnings.isEmpty()) {
      LOG.atInfo().addKeyValue("found", warnings).log("topics could be safer");
    }
  }

  /**
   * Returns if topics can be read by who folds their history once more: they are there, equally
   * many partitions have those that are keyed by guest, and nothing was compacted out of them
   * unseen. Whether they are whole is told by their offsets.
   *
   * @param read those that are to be read
   * @throws KafkaException if they cannot, or the cluster does not answer
   */
  public static void requireReadable(Admin admin, Topics topics, List<Topic<?>> read)
      throws InterruptedException {
    Set<String> names = read.stream().map(Topic::name).collect(Collectors.toSet());
    List<Finding> unfit =
        findings(TopicReading.of(admin, names), topics).stream()
            .filter(finding -> names.contains(finding.topic()))
            .filter(finding -> finding.judgement() == Judgement.FAIL)
            .filter(finding -> READER_NEEDS.contains(finding.setting()))
            .toList();
    if (!unfit.isEmpty()) {
      throw new KafkaException(
          "expected the inputs of the live ledger as it has them: "
              + inWords(unfit, Judgement.FAIL));
    }
  }

  /**
   * The same as {@link #findings}, but what fails is asked again for a while: the topics may just
   * have been created.
   *
   * @throws KafkaException if the cluster does not answer
   */
  public static List<Finding> settledFindings(Admin admin, Topics topics)
      throws InterruptedException {
    return settled(() -> findings(admin, topics));
  }

  /** Asks the cluster. */
  private interface Look {
    List<Finding> findings() throws InterruptedException;
  }

  private static List<Finding> settled(Look look) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + PROPAGATION_MAX.toNanos();
    List<Finding> findings = look.findings();
    while (fails(findings) && System.nanoTime() - deadlineNanos < 0) {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      findings = look.findings();
    }
    return findings;
  }

  private static boolean fails(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.judgement() == Judgement.FAIL);
  }

  private static String inWords(List<Finding> findings, Judgement judgement) {
    return findings.stream()
        .filter(finding -> finding.judgement() == judgement)
        .map(Finding::inWords)
        .collect(Collectors.joining("; "));
  }

  /**
   * All that is asked of the topics, and what was found.
   *
   * @throws KafkaException if the cluster does not answer
   */
  public static List<Finding> findings(Admin admin, Topics topics) throws InterruptedException {
    List<String> names = topics.all().stream().map(Topic::name).toList();
    return findings(TopicReading.of(admin, names), topics);
  }

  static List<Finding> findings(Map<String, FoundTopic> found, Topics topics) {
    List<Finding> findings = new ArrayList<>();
    List<String> keyedByGuest = topics.keyedByGuest().stream().map(Topic::name).toList();
    int partitions = usualPartitions(found, keyedByGuest);
    for (Topic<?> topic : topics.all()) {
      FoundTopic there = found.get(topic.name());
      if (there == null) {
        findings.add(missing(topic.name()));
        continue;
      }
      findings.add(partitions(topic, there, topic.partitions(partitions)));
      Requirements.of(topic, topics, there.replicas()).stream()
          .map(need -> need.judge(topic.name(), there.setting(need.setting())))
          .forEach(findings::add);
    }
    return findings;
  }

  /**
   * The count that most of them have, of two such counts the one that comes first; 0 if none is
   * there.
   */
  private static int usualPartitions(Map<String, FoundTopic> found, List<String> keyedByGuest) {
    Map<Integer, Integer> votes = new TreeMap<>();
    @Nullable Integer first = null;
    for (String name : keyedByGuest) {
      FoundTopic there = found.get(name);
      if (there != null) {
        votes.merge(there.partitions(), 1, Integer::sum);
        first = first == null ? Integer.valueOf(there.partitions()) : first;
      }
    }
    Integer preferred = first;
    return votes.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(vote -> vote.getKey().equals(preferred)))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  private static Finding missing(String topic) {
    return new Finding(
        topic,
        Finding.TOPIC,
        "present",
        Finding.MISSING,
        Judgement.FAIL,
        "lapse topics create makes what is missing");
  }

  private static Finding partitions(Topic<?> topic, FoundTopic there, int expected) {
    String why =
        switch (topic.key()) {
          case GUEST ->
              "one task must see all that is said about a guest, or each keeps half of its books";
          case HOST -> "its few records are read whole";
          case POLICY -> "the order of its records decides which policy holds";
        };
    return new Finding(
        topic.name(),
        Finding.PARTITIONS,
        Integer.toString(expected),
        Integer.toString(there.partitions()),
        there.partitions() == expected ? Judgement.OK : Judgement.FAIL,
        why);
  }
}
