package io.lapse.cli.docs;

import io.lapse.producers.produce.run.ProduceConfig;
import java.io.IOException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** Writes the table of keys in {@code docs/operating/produce.md}. */
class ProducePageTest {
  @Test
  void page_listsTheKeys() throws IOException {
    Page page = Page.read("operating/produce.md");

    page.assertIs(page.withSection("keys", keys(ProduceConfig.definition())));
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
}
