package io.lapse.cli.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All expressions that are shipped: of the rules, and of the dashboard. */
final class Expressions {
  private static final Path DASHBOARD = Path.of("../docker/grafana/lapse.json");

  private Expressions() {}

  static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  /** As Prometheus takes them: with values for Grafana's variables. */
  static List<String> all() throws IOException {
    List<String> expressions = new ArrayList<>(AlertRules.expressions());
    dashboard().findValuesAsText("expr").stream()
        .map(expr -> expr.replace("$__rate_interval", "5m").replaceAll("\\$(zone|guest)", ".*"))
        .forEach(expressions::add);
    return expressions;
  }

  /** The metrics that they read, without what the rules record. */
  static Set<String> metrics() throws IOException {
    Set<String> metrics = new HashSet<>();
    for (String expression : all()) {
      metrics.addAll(Metrics.namedBy(expression));
    }
    metrics.removeAll(AlertRules.records());
    // Prometheus makes these itself.
    metrics.removeAll(Set.of("up", "ALERTS"));
    return metrics;
  }
}
