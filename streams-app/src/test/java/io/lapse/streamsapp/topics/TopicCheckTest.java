package io.lapse.streamsapp.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicCheckTest {
  private static final Topics TOPICS = Topics.standard();

  private final Map<String, FoundTopic> found = new TreeMap<>();

  TopicCheckTest() {
    TOPICS.all().forEach(topic -> found.put(topic.name(), asCreated(topic, 3)));
  }

  /** A topic as {@link TopicSetup} makes it, on a broker with Kafka's own defaults. */
  private static FoundTopic asCreated(Topic<?> topic, int replicas) {
    Map<String, String> settings = new HashMap<>();
    settings.put("max.message.bytes", "1048588");
    settings.put("min.insync.replicas", "1");
    for (Requirement need : Requirements.of(topic, TOPICS, replicas)) {
      if (need.created() != null) {
        settings.put(need.setting(), need.created());
      }
    }
    return new FoundTopic(topic.name(), topic.partitions(12), replicas, settings);
  }

  private void change(String topic, String setting, String value) {
    FoundTopic before = found.get(topic);
    Map<String, String> settings = new HashMap<>(before.settings());
    settings.put(setting, value);
    found.put(topic, new FoundTopic(topic, before.partitions(), before.replicas(), settings));
  }

  private List<Finding> differences() {
    return TopicCheck.findings(found, TOPICS).stream()
        .filter(finding -> finding.judgement() != Judgement.OK)
        .toList();
  }

  @Test
  void topics_asTheyAreCreated_areAsTheyMustBe() {
    assertThat(differences()).isEmpty();
    assertThat(TopicCheck.findings(found, TOPICS)).hasSizeGreaterThan(8 * 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # What deletes, or lets go round, what the books rest on.
          lapse.ledger          | cleanup.policy                    | compact        | FAIL
          lapse.ledger          | cleanup.policy                    | compact,delete | FAIL
          lapse.host-events     | cleanup.policy                    | compact        | FAIL
          lapse.ledger          | retention.ms                      | 604800000      | FAIL
          lapse.host-events     | retention.ms                      | 604800000      | FAIL
          lapse.quarantine      | retention.bytes                   | 1073741824     | FAIL
          lapse.guest-notices   | cleanup.policy                    | delete         | FAIL
          lapse.guest-notices   | cleanup.policy                    | compact,delete | FAIL
          # Who may write.
          lapse.host-events     | message.timestamp.after.max.ms    | 3600000        | FAIL
          lapse.guest-events    | message.timestamp.before.max.ms   | 3600000        | FAIL
          lapse.ledger          | message.timestamp.after.max.ms    | 3600000        | WARN
          # What quarantine cannot take.
          lapse.quarantine      | max.message.bytes                 | 1048588        | FAIL
          lapse.host-events     | max.message.bytes                 | 16777216       | FAIL
          # Replicas.
          lapse.ledger          | min.insync.replicas               | 1              | FAIL
          lapse.ledger          | unclean.leader.election.enable    | true           | WARN
          # News, and nobody's books.
          lapse.alerts          | cleanup.policy                    | compact        | WARN
          """)
  void setting_thatDiffers_isFoundAndJudged(
      String topic, String setting, String value, Judgement judgement) {
    change(topic, setting, value);

    assertThat(differences())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.topic()).isEqualTo(topic);
              assertThat(finding.setting()).isEqualTo(setting);
              assertThat(finding.found()).isEqualTo(value);
              assertThat(finding.judgement()).isEqualTo(judgement);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          lapse.alerts          | retention.ms        | 3600000
          lapse.guest-notices   | retention.ms        | 3600000
          lapse.ledger          | min.insync.replicas | 3
          lapse.quarantine      | max.message.bytes   | 33554432
          lapse.host-events     | max.message.bytes   | 16711680
          lapse.ledger          | cleanup.policy      | ''
          """)
  void setting_thatDoesNoHarm_isLeftToTheOperator(String topic, String setting, String value) {
    change(topic, setting, value);

    assertThat(differences()).isEmpty();
  }

  @Test
  void partitions_thatDiffer_areFoundByWhatMostHave() {
    FoundTopic there = found.get("lapse.host-events");
    found.put("lapse.host-events", new FoundTopic(there.name(), 4, 3, there.settings()));

    assertThat(differences())
        .extracting(Finding::inWords)
        .containsExactly("lapse.host-events: partitions is 4, expected 12");
  }

  @Test
  void topicThatIsNotThere_isFound() {
    found.remove("lapse.guest-events");

    assertThat(differences())
        .extracting(Finding::inWords, Finding::judgement)
        .containsExactly(tuple("lapse.guest-events is missing", Judgement.FAIL));
  }

  @Test
  void fewReplicas_areWarnedOf_onEveryTopic() {
    TOPICS.all().forEach(topic -> found.put(topic.name(), asCreated(topic, 1)));

    assertThat(differences())
        .hasSize(TOPICS.all().size())
        .allSatisfy(
            finding -> {
              assertThat(finding.setting()).isEqualTo("min.insync.replicas");
              assertThat(finding.judgement()).isEqualTo(Judgement.WARN);
              assertThat(finding.why()).contains("with 1 of 3 replicas");
            });
  }

  @Test
  void settings_thatNobodyMaySee_areWarnedOf() {
    found.put("lapse.alerts", new FoundTopic("lapse.alerts", 12, 3, null));

    assertThat(differences())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.topic()).isEqualTo("lapse.alerts");
              assertThat(finding.found()).isEqualTo("not shown");
              assertThat(finding.judgement()).isEqualTo(Judgement.WARN);
            });
  }
}
