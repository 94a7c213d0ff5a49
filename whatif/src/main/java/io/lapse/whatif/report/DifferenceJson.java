package io.lapse.whatif.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lapse.ledger.policy.Verdict;
import io.lapse.whatif.diff.DiffSummary;
import io.lapse.whatif.diff.EntryChange;
import java.util.Locale;
import java.util.Map;

/** What changes from one set of policies to another, as JSON. */
final class DifferenceJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DifferenceJson() {}

  static ArrayNode all(Map<String, DiffSummary> differences) {
    ArrayNode node = NODES.arrayNode();
    differences.forEach((policies, summary) -> node.add(one(policies, summary)));
    return node;
  }

  private static ObjectNode one(String policies, DiffSummary summary) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("policies", policies)
            .put("paired", summary.paired())
            .put("renamed", summary.renamed());
    for (EntryChange.Kind kind : EntryChange.Kind.values()) {
      node.put(kind.name().toLowerCase(Locale.ROOT), summary.changes(kind));
    }
    ObjectNode columns = node.putObject("columns");
    summary.columns().forEach((column, count) -> columns.put(column.key(), count));
    ArrayNode verdicts = node.putArray("verdicts");
    for (Verdict before : Verdict.values()) {
      for (Verdict after : Verdict.values()) {
        verdicts
            .addObject()
            .put("before", before.name())
            .put("after", after.name())
            .put("outages", summary.verdicts(before, after));
      }
    }
    ObjectNode appeared = node.putObject("appeared");
    summary.appeared().forEach((violation, count) -> appeared.put(violation.name(), count));
    ObjectNode vanished = node.putObject("vanished");
    summary.vanished().forEach((violation, count) -> vanished.put(violation.name(), count));
    ArrayNode examples = node.putArray("examples");
    summary.examples().forEach(change -> examples.add(change(change)));
    return node.put("further", summary.further());
  }

  private static ObjectNode change(EntryChange change) {
    ObjectNode node =
        NODES
            .objectNode()
            .put("change", change.kind().name())
            .put("guest", change.place().guest())
            .put("outage_id", change.place().outageId())
            .put("entry_number", change.place().entryNumber());
    ArrayNode cells = node.putArray("columns");
    for (EntryChange.Cell cell : change.cells()) {
      cells
          .addObject()
          .put("column", cell.column().key())
          .putRawValue("before", new RawValue(cell.before()))
          .putRawValue("after", new RawValue(cell.after()));
    }
    return node;
  }
}
