package io.lapse.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.guestconsumer.GuestConsumerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.junit.jupiter.api.Test;

/** Writes the table of keys in {@code docs/operating/guest-consumer.md}. */
class GuestConsumerPageTest {
  private static final Path PAGE = Path.of("../docs/operating/guest-consumer.md");

  /** The page as it should be: after a change that is meant, copy it over the page. */
  private static final Path REFRESHED = Path.of("target/docs/guest-consumer.md");

  private static final String BEGIN = "<!-- keys: begin -->\n";
  private static final String END = "<!-- keys: end -->\n";

  @Test
  void page_listsTheKeys() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(BEGIN, END);

    String refreshed =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + keys(GuestConsumerConfig.definition())
            + page.substring(page.indexOf(END));

    Files.createDirectories(REFRESHED.getParent());
    Files.writeString(REFRESHED, refreshed);
    assertThat(page).as("%s; as it should be: cli/%s", PAGE, REFRESHED).isEqualTo(refreshed);
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
    return value.isEmpty() ? "none" : "`" + value + "`";
  }
}
