package io.lapse.whatif.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Distribution;
import io.lapse.whatif.sweep.Distribution.Bucket;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.Scenario;
import io.lapse.whatif.sweep.WhatIf;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the plots of a page show, as JSON that is at rest in its script element. */
final class PlotData {
  /** As many points as a plot can show. */
  static final int POINTS_MAX = 400;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlotData() {}

  /** The text of it; whatever names say, none of it is markup. */
  static String of(WhatIf answer) {
    ObjectNode node = NODES.objectNode();
    ArrayNode panels = node.putArray("panels");
    for (Panel panel : Panel.values()) {
      if (!panel.isZero(answer.rows())) {
        panels.add(panel(panel, answer));
      }
    }
    node.set("tout", tout(answer));
    node.set("bursts", bursts(answer));
    return inert(node.toString());
  }

  /** In JSON these characters stand in strings only. */
  static String inert(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static ObjectNode panel(Panel panel, WhatIf answer) {
    Figure first = panel.lines().get(0).figure();
    ObjectNode node =
        NODES
            .objectNode()
            .put("id", panel.id())
            .put("title", panel.title())
            .put("unit", unit(first));
    ArrayNode lines = node.putArray("lines");
    List<PolicySet> sets = answer.question().policies();
    for (int set = 0; set < sets.size(); set++) {
      List<Row> rows = answer.rowsOf(sets.get(set));
      for (int of = 0; of < panel.lines().size(); of++) {
        Panel.Line line = panel.lines().get(of);
        ObjectNode each =
            lines
                .addObject()
                .put(
                    "name",
                    sets.size() == 1 ? line.label() : sets.get(set).name() + ": " + line.label())
                .put("set", set)
                .put("dash", of);
        ArrayNode points = each.putArray("points");
        Scenarios.byThreshold(rows).forEach(row -> points.add(point(row, line)));
        each.put("as_written", of(rows, Scenario.Kind.AS_WRITTEN, line.figure()));
        each.put("recorded", of(rows, Scenario.Kind.RECORDED, line.figure()));
      }
    }
    return node;
  }

  private static String unit(Figure figure) {
    return Amounts.isDuration(figure) ? "ns" : Amounts.isMilliSeconds(figure) ? "s·s" : "";
  }

  /** {@code [threshold, value, least, largest]}. */
  private static ArrayNode point(Row row, Panel.Line line) {
    Figures ruled = row.figures();
    Figures other = row.ifCompensated();
    ArrayNode point = NODES.arrayNode().add(Scenarios.thresholdNanos(row.scenario()));
    OptionalLong value = ruled.get(line.figure());
    if (value.isEmpty()) {
      return point.addNull().addNull().addNull();
    }
    return point
        .add(drawn(line.figure(), value.getAsLong()))
        .add(drawn(line.low(), Math.min(ruled.orZero(line.low()), other.orZero(line.low()))))
        .add(drawn(line.high(), Math.max(ruled.orZero(line.high()), other.orZero(line.high()))));
  }

  /** Durations are drawn in ns, integrals in s times s. */
  private static BigInteger drawn(Figure figure, long value) {
    if (Amounts.isMilliSeconds(figure)) {
      return BigInteger.valueOf(value / 1_000);
    }
    return BigInteger.valueOf(value)
        .multiply(BigInteger.valueOf(figure.isMillis() ? 1_000_000 : 1));
  }

  private static @Nullable BigInteger of(List<Row> rows, Scenario.Kind kind, Figure figure) {
    return rows.stream()
        .filter(row -> row.scenario().kind() == kind)
        .map(row -> row.figures().get(figure))
        .filter(OptionalLong::isPresent)
        .map(value -> drawn(figure, value.getAsLong()))
        .findFirst()
        .orElse(null);
  }

  private static ObjectNode tout(WhatIf answer) {
    ObjectNode node = NODES.objectNode();
    ArrayNode lines = node.putArray("lines");
    answer.tout().forEach((kind, of) -> lines.add(line(kind.name().toLowerCase(Locale.ROOT), of)));
    if (answer.starved().count() > 0) {
      lines.add(line("vCPU starved", answer.starved()));
    }
    ArrayNode references = node.putArray("references");
    for (Reference reference : Reference.values()) {
      references.addObject().put("ns", reference.nanos()).put("label", reference.label());
    }
    return node;
  }

  private static ObjectNode line(String name, Distribution distribution) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("name", name)
            .put("count", distribution.count())
            .put("starved", name.equals("vCPU starved"));
    node.set("buckets", EvidenceJson.buckets(merged(distribution.buckets())));
    return node;
  }

  /** At most {@link #POINTS_MAX} of them: neighbours become one. */
  static List<Bucket> merged(List<Bucket> buckets) {
    int each = (buckets.size() + POINTS_MAX - 1) / POINTS_MAX;
    List<Bucket> merged = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i += Math.max(1, each)) {
      List<Bucket> some = buckets.subList(i, Math.min(buckets.size(), i + each));
      merged.add(
          new Bucket(
              some.get(0).least(),
              some.get(some.size() - 1).largest(),
              some.stream().mapToLong(Bucket::count).sum()));
    }
    return merged;
  }

  private static ArrayNode bursts(WhatIf answer) {
    ArrayNode node = NODES.arrayNode();
    for (Row row : BurstSection.plotted(answer)) {
      ObjectNode each = node.addObject().put("name", Scenarios.label(row.scenario()));
      each.set("bursts", ScenarioJson.numbers(row.bursts()));
    }
    return node;
  }
}
