package io.lapse.whatif.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Question;
import io.lapse.whatif.sweep.WhatIf;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A report as one JSON object on one line: all that is known, all digits, nulls where something is
 * not known. The same report gives the same bytes.
 */
public final class JsonReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  /** Writes it, with a line feed at its end. */
  public static void write(Report report, Appendable out) throws IOException {
    out.append(node(Judged.of(report)).toString()).append('\n');
  }

  private static ObjectNode node(Judged judged) {
    Report report = judged.report();
    WhatIf answer = report.answer();
    ObjectNode node = NODES.objectNode();
    node.put("partial", report.provenance().isPartial());
    node.set("provenance", provenance(report.provenance()));
    node.set("question", question(answer.question()));
    node.set("coverage", EvidenceJson.coverage(answer.coverage()));
    node.set("axes", ScenarioJson.texts(report.axes().stream().map(Figure::word).toList()));
    node.set("cost", cost(report.cost()));
    node.set("scenarios", ScenarioJson.rows(judged));
    ObjectNode tout = node.putObject("tout_ns");
    answer.tout().forEach((kind, of) -> tout.set(kind.name(), EvidenceJson.distribution(of)));
    node.set("vcpu_starved_ns", EvidenceJson.distribution(answer.starved()));
    node.set("worst_bursts", EvidenceJson.bursts(answer.worstBursts(), report.checks()));
    node.set("top_guests", EvidenceJson.guests(answer.topGuests()));
    node.put("host_pairs_one_in", answer.hostPairsOneIn());
    node.set("host_pairs", EvidenceJson.pairs(answer.hostPairs()));
    node.set("host_biases", EvidenceJson.biases(answer.hostBiases()));
    node.set("differences", DifferenceJson.all(answer.differences()));
    return node;
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node = NODES.objectNode();
    node.set("sources", ScenarioJson.texts(provenance.sources()));
    node.put("refused", provenance.refused());
    node.put("handling", provenance.handling().name());
    node.set("missing", ScenarioJson.texts(provenance.missing()));
    return node;
  }

  private static ObjectNode question(Question question) {
    ObjectNode node = NODES.objectNode();
    node.set(
        "policies", ScenarioJson.texts(question.policies().stream().map(PolicySet::name).toList()));
    node.set("thresholds_ns", ScenarioJson.numbers(question.thresholdsNanos()));
    node.put("ntp_daemon", question.models().daemon().word());
    node.put("from_tai_ns", EvidenceJson.nanos(question.from()));
    node.put("to_tai_ns", EvidenceJson.nanos(question.to()));
    return node;
  }

  private static JsonNode cost(@Nullable CostFunction cost) {
    if (cost == null) {
      return NODES.nullNode();
    }
    ObjectNode node = NODES.objectNode().put("name", cost.name());
    ObjectNode weights = node.putObject("weights");
    cost.weights().forEach((figure, weight) -> weights.put(figure.word(), weight));
    return node;
  }
}
