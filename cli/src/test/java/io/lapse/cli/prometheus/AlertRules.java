package io.lapse.cli.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules that are shipped, as data. */
public final class AlertRules {
  private static final Pattern RUNBOOK = Pattern.compile("%s\\.md\"\\) \"([a-z-]+)\" }}");

  /** The page of the violation that the alert is about. */
  private static final String OF_VIOLATION =
      "%s.md\") (reReplaceAll \"_\" \"-\" $labels.violation) }}";

  private AlertRules() {}

  /**
   * An alert.
   *
   * @param runbook the name of its page; empty: that of the violation that it is about
   */
  public record Alert(String name, String severity, String runbook) {}

  /** All alerts, in the order of the file. */
  public static List<Alert> alerts() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (Map<?, ?> rule : rules()) {
      if (rule.get("alert") instanceof String name) {
        Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
        Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
        String address = String.valueOf(annotations.get("runbook_url"));
        alerts.add(new Alert(name, String.valueOf(labels.get("severity")), runbook(address)));
      }
    }
    return alerts;
  }

  private static String runbook(String address) {
    if (address.endsWith(OF_VIOLATION)) {
      return "";
    }
    Matcher found = RUNBOOK.matcher(address);
    if (!found.find()) {
      throw new IllegalStateException("runbook_url must name a page: " + address);
    }
    return found.group(1);
  }

  /** The expressions of all rules, of recordings too. */
  static List<String> expressions() throws IOException {
    return rules().stream().map(rule -> String.valueOf(rule.get("expr"))).toList();
  }

  /** What recordings are called. */
  static List<String> records() throws IOException {
    return rules().stream()
        .filter(rule -> rule.containsKey("record"))
        .map(rule -> String.valueOf(rule.get("record")))
        .toList();
  }

  private static List<Map<?, ?>> rules() throws IOException {
    Object file =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Promtool.RULES));
    List<Map<?, ?>> rules = new ArrayList<>();
    for (Object group : (List<?>) ((Map<?, ?>) file).get("groups")) {
      for (Object rule : (List<?>) ((Map<?, ?>) group).get("rules")) {
        rules.add((Map<?, ?>) rule);
      }
    }
    return rules;
  }
}
