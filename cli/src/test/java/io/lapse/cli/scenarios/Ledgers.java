package io.lapse.cli.scenarios;

import io.lapse.cli.broker.EmbeddedBroker;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.TopicSetup;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** What every scenario needs before a ledger can run. */
final class Ledgers {
  private Ledgers() {}

  static void createTopics(EmbeddedBroker broker, Topics topics, int partitions) {
    Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (Admin admin = Admin.create(config)) {
      TopicSetup.create(admin, topics, partitions, (short) 1);
    }
  }
}
