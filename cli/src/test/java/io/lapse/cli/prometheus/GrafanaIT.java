package io.lapse.cli.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard: what Grafana wants of it, and expressions that name what there is. */
class GrafanaIT {
  private static final Path PAGE = Path.of("../docs/operating/monitoring.md");

  @Test
  void dashboard_canBeImported() throws IOException {
    JsonNode dashboard = Expressions.dashboard();

    assertThat(dashboard.get("uid").asText()).isEqualTo("lapse-fleet");
    assertThat(dashboard.get("schemaVersion").asInt()).isPositive();
    assertThat(dashboard.at("/__inputs/0/name").asText()).isEqualTo("DS_PROMETHEUS");
    assertThat(dashboard.at("/__inputs/0/pluginId").asText()).isEqualTo("prometheus");
    assertThat(dashboard.get("templating").findValuesAsText("name"))
        .contains("zone", "guest", "page");
    assertThat(new HashSet<>(dashboard.get("panels").findValuesAsText("type")))
        .contains("heatmap", "timeseries", "table", "stat");
    assertThat(dashboard.get("panels").findValuesAsText("url"))
        .contains("${page}/guest.html?guest=${__data.fields.guest:percentencode}");
  }

  @Test
  void panels_haveIdsOfTheirOwn_lieBesideEachOther_andAskTheChosenSource() throws IOException {
    Set<Integer> ids = new HashSet<>();
    Set<List<Integer>> cells = new HashSet<>();
    for (JsonNode panel : Expressions.dashboard().get("panels")) {
      JsonNode place = panel.get("gridPos");

      assertThat(ids.add(panel.get("id").asInt())).as(panel.get("title").asText()).isTrue();
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          List<Integer> cell = List.of(place.get("x").asInt() + x, place.get("y").asInt() + y);
          assertThat(cells.add(cell)).as(panel.get("title").asText()).isTrue();
        }
      }
      if (!panel.get("type").asText().equals("row")) {
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${DS_PROMETHEUS}");
        assertThat(panel.get("targets")).isNotEmpty();
      }
    }
  }

  @Test
  @Needs(Machine.PROMETHEUS)
  void expressions_areExpressions(@TempDir Path folder) throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: all\n    rules:\n");
    int number = 0;
    for (String expression : Expressions.all()) {
      rules.append("      - record: expression:").append(number++).append('\n');
      rules.append("        expr: |\n");
      expression.lines().forEach(line -> rules.append(" ".repeat(10)).append(line).append('\n'));
    }
    Path file = folder.resolve("expressions.yaml");
    Files.writeString(file, rules);

    Promtool.Result checked = Promtool.run("check", "rules", file.toString());

    assertThat(checked.exitCode()).as(checked.printed()).isZero();
    assertThat(checked.printed()).contains(number + " rules found");
  }

  @Test
  void expressions_nameMetricsThatAreDocumented() throws IOException {
    Set<String> read = Expressions.metrics();

    assertThat(Metrics.documented(PAGE)).containsAll(read);
    assertThat(read).hasSizeGreaterThan(20);
  }
}
