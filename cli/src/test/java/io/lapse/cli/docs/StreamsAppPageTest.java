package io.lapse.cli.docs;

import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.KafkaKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** Writes the tables of keys in {@code docs/operating/streams-app.md}. */
class StreamsAppPageTest {
  @Test
  void page_listsTheKeys() throws IOException {
    Page page = Page.read("operating/streams-app.md");

    page.assertIs(
        page.withSections(
            Map.of(
                "keys", keys(AppConfig.definition()),
                "fixed", kafkaKeys("is", AppConfig.fixedKeys()),
                "defaults", kafkaKeys("default", AppConfig.defaultKeys()))));
  }

  private static String keys(ConfigDef definition) {
    StringBuilder table = new StringBuilder("| key | default | meaning |\n| --- | --- | --- |\n");
    for (ConfigKey key : definition.configKeys().values()) {
      table.append("| `").append(key.name).append("` | ").append(defaultOf(key));
      table.append(" | ").append(key.documentation).append(" |\n");
    }
    return table.toString();
  }

  private static String defaultOf(ConfigKey key) {
    if (!key.hasDefault()) {
      return "none: required";
    }
    String value = ConfigDef.convertToString(key.defaultValue, key.type);
    return value == null || value.isEmpty() ? "none" : "`" + value + "`";
  }

  private static String kafkaKeys(String column, List<KafkaKey> keys) {
    StringBuilder table =
        new StringBuilder("| key | " + column + " | because |\n| --- | --- | --- |\n");
    for (KafkaKey key : keys) {
      table.append("| `").append(key.name()).append("` | ");
      table.append(key.value() == null ? "the ledger's" : "`" + key.value() + "`");
      table.append(" | ").append(key.why()).append(" |\n");
    }
    return table.toString();
  }
}
