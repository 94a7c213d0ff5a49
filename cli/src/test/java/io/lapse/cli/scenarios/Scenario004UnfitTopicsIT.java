package io.lapse.cli.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerApp;
import io.lapse.streamsapp.topics.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two tasks must not each keep half of a guest's books, and no history may be deleted: the
 * application refuses to start.
 */
class Scenario004UnfitTopicsIT {
  @TempDir private Path folder;

  @Test
  void ledger_overUnequalTopics_refusesToStart() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      NewTopic wider = new NewTopic(topics.hostEvents().name(), 4, (short) 1);
      admin.createTopics(List.of(wider)).all().get();
      TopicSetup.create(admin, topics, 2, (short) 1);

      assertThatThrownBy(() -> start(broker))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("lapse.host-events: partitions is 4, expected 2");
    }
  }

  @Test
  void ledger_whoseHistoryWouldBeDeleted_refusesToStart() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      NewTopic shortLived =
          new NewTopic(topics.ledger().name(), 2, (short) 1)
              .configs(Map.of("retention.ms", "604800000"));
      admin.createTopics(List.of(shortLived)).all().get();
      TopicSetup.create(admin, topics, 2, (short) 1);

      assertThatThrownBy(() -> start(broker))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("lapse.ledger: retention.ms is 604800000, expected -1");
    }
  }

  @Test
  void ledger_overSeveralPartitionsOfPolicies_refusesToStart() throws Exception {
    Topics topics = Topics.standard();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      NewTopic wider = new NewTopic(topics.policies().name(), 2, (short) 1);
      admin.createTopics(List.of(wider)).all().get();
      TopicSetup.create(admin, topics, 2, (short) 1);

      assertThatThrownBy(() -> start(broker))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("lapse.policies: partitions is 2, expected 1");
    }
  }

  @Test
  void policies_haveOnePartition_andNothingOfThemIsCompacted() throws Exception {
    Topics topics = Topics.standard();
    String name = topics.policies().name();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 2, (short) 1);

      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions())
          .hasSize(1);
      assertThat(config.get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(config.get("min.compaction.lag.ms").value())
          .isEqualTo(Long.toString(Long.MAX_VALUE));
    }
  }

  @Test
  void ledger_withoutItsTopics_refusesToStart() {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      assertThatThrownBy(() -> start(broker))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("lapse.host-events is missing");
    }
    assertThat(List.of(folder.toFile().list())).isEmpty();
  }

  /** An upgraded ledger needs no topic that it does not read. */
  @Test
  void ledger_withoutKeysOfHosts_startsUnlessSignaturesAreLookedAt() throws Exception {
    Topics topics = Topics.standard();
    String name = topics.hostKeys().name();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        Admin admin =
            Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
      TopicSetup.create(admin, topics, 2, (short) 1);
      assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions())
          .hasSize(1);
      admin.deleteTopics(List.of(name)).all().get();

      start(broker);
      assertThatThrownBy(() -> start(broker, Map.of("signatures", "accept")))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("lapse.host-keys is missing");
    }
  }

  private void start(EmbeddedBroker broker) throws InterruptedException {
    start(broker, Map.of());
  }

  private void start(EmbeddedBroker broker, Map<String, String> settings)
      throws InterruptedException {
    Properties properties = new Properties();
    properties.putAll(settings);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("state.dir", folder.toString());
    properties.put("replication.factor", "1");
    try (LedgerApp app = LedgerApp.start(new AppConfig(properties))) {
      app.awaitRunning(Duration.ofSeconds(30));
    }
  }
}
