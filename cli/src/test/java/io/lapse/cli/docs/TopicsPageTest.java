package io.lapse.cli.docs;

import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.topics.Requirement;
import io.lapse.streamsapp.topics.Requirements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Writes the tables of {@code docs/operating/topics.md}. */
class TopicsPageTest {
  private static final Topics TOPICS = Topics.standard();
  private static final int REPLICAS = 3;

  @Test
  void page_listsTopicsAndTheirSettings() throws IOException {
    Page page = Page.read("operating/topics.md");

    page.assertIs(page.withSection("settings", settings()));
  }

  /** Each requirement once, with the topics that have it. */
  private static String settings() {
    Map<String, List<String>> topicsByRow = new LinkedHashMap<>();
    for (Topic<?> topic : TOPICS.all()) {
      for (Requirement need : Requirements.of(topic, TOPICS, REPLICAS)) {
        topicsByRow.computeIfAbsent(row(need), row -> new ArrayList<>()).add(topic.name());
      }
    }
    return topicsByRow.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(row -> row.getKey().replace("TOPICS", topics(row.getValue())))
        .collect(
            Collectors.joining(
                "",
                """
                | setting | expected | topics | otherwise | because |
                | --- | --- | --- | --- | --- |
                """,
                ""));
  }

  private static String row(Requirement need) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | TOPICS | %s | %s |\n",
        need.setting(),
        need.expected().equals(Long.toString(Long.MAX_VALUE)) ? "2^63-1" : need.expected(),
        need.otherwise(),
        need.why());
  }

  private static String topics(List<String> names) {
    if (names.size() == TOPICS.all().size()) {
      return "all";
    }
    return names.stream()
        .map(name -> "`" + name.substring("lapse.".length()) + "`")
        .collect(Collectors.joining(", "));
  }
}
