package io.lapse.cli.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.text.Printable;
import io.lapse.cli.text.TextTable;
import io.lapse.streamsapp.topics.Finding;
import io.lapse.streamsapp.topics.Judgement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found of topics: what differs, why that matters, and how much was asked. */
final class FindingsTable {
  private FindingsTable() {}

  /**
   * Renders them.
   *
   * @param all whether to show what is as it should be
   */
  static String render(List<Finding> findings, boolean all) {
    TextTable table = new TextTable("topic", "setting", "expected", "found", "judgement");
    Set<String> reasons = new LinkedHashSet<>();
    for (Finding finding : findings) {
      if (all || finding.judgement() != Judgement.OK) {
        table.row(
            finding.topic(),
            finding.setting(),
            finding.expected(),
            finding.found(),
            finding.judgement().name());
      }
      if (finding.judgement() != Judgement.OK) {
        reasons.add("  ! " + finding.setting() + ": " + finding.why() + "\n");
      }
    }
    String rows = all || !reasons.isEmpty() ? table.render() : "";
    return rows + String.join("", reasons) + summary(findings);
  }

  private static String summary(List<Finding> findings) {
    long topics = findings.stream().map(Finding::topic).distinct().count();
    return topics
        + " topics, "
        + findings.size()
        + " settings: "
        + count(findings, Judgement.OK)
        + " as they should be, "
        + count(findings, Judgement.WARN)
        + " warnings, "
        + count(findings, Judgement.FAIL)
        + " failures\n";
  }

  private static long count(List<Finding> findings, Judgement judgement) {
    return findings.stream().filter(finding -> finding.judgement() == judgement).count();
  }

  /** One of them as a JSON object on one line. */
  static String json(Finding finding) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("topic", finding.topic());
    line.put("setting", finding.setting());
    line.put("expected", finding.expected());
    line.put("found", finding.found());
    line.put("judgement", finding.judgement().name());
    line.put("why", finding.why());
    return Printable.of(line.toString());
  }
}
