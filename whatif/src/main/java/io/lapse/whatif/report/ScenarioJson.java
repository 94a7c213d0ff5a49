package io.lapse.whatif.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.whatif.cost.CostedRow;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import io.lapse.whatif.sweep.Row;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Scenarios as JSON. */
final class ScenarioJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ScenarioJson() {}

  static ArrayNode rows(Judged judged) {
    ArrayNode rows = NODES.arrayNode();
    judged.report().answer().rows().forEach(row -> rows.add(row(row, judged)));
    return rows;
  }

  private static ObjectNode row(Row row, Judged judged) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("policies", row.scenario().policies())
            .put("scenario", Scenarios.word(row.scenario()))
            .put("threshold_ns", row.scenario().thresholdNanos())
            .put("on_front", judged.onFront(row));
    CostedRow costed = judged.costed(row);
    node.put("cost", costed == null ? null : costed.cost());
    node.put("cost_if_compensated", costed == null ? null : costed.costIfCompensated());
    node.set("figures", figures(row.figures()));
    node.set("if_compensated", figures(row.ifCompensated()));
    node.set("bursts", numbers(row.bursts()));
    node.set("steps", numbers(row.steps()));
    return node;
  }

  static ObjectNode figures(Figures figures) {
    ObjectNode node = NODES.objectNode();
    for (Figure figure : Figure.values()) {
      node.put(figure.word(), orNull(figures.get(figure)));
    }
    return node;
  }

  private static @Nullable Long orNull(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  static ArrayNode numbers(List<Long> numbers) {
    ArrayNode node = NODES.arrayNode();
    numbers.forEach(node::add);
    return node;
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode node = NODES.arrayNode();
    texts.forEach(node::add);
    return node;
  }
}
