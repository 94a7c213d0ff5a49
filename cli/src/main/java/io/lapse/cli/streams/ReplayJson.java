package io.lapse.cli.streams;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.text.AsciiJson;
import io.lapse.streamsapp.ReplayReport;

/** What a replay folded, as a JSON object on one line. */
final class ReplayJson {
  private ReplayJson() {}

  static String of(ReplayReport report) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("replay_id", report.name().text()).put("partial", report.isPartial());
    missing(object.putArray("missing"), report);
    ArrayNode inputs = object.putArray("inputs");
    report
        .ranges()
        .forEach(
            (partition, range) ->
                inputs
                    .addObject()
                    .put("topic", partition.topic())
                    .put("partition", partition.partition())
                    .put("from_offset", range.begin())
                    .put("to_offset", range.end())
                    .put("undecided", range.undecided()));
    object.put("events", report.events()).put("accepted", report.accepted());
    object.put("duplicates", report.duplicates()).put("not_counted", report.notCounted());
    object.put("quarantined", report.quarantined());
    object.put("policies_refused", report.policiesRefused());
    object.put("duration_ns", report.duration().toNanos());
    return AsciiJson.line(object);
  }

  /** What stands before a part of a ledger, so that no reader of ledgers takes it for one. */
  static String ofPart(ReplayReport report) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("partial", true);
    missing(object.putArray("missing"), report);
    return AsciiJson.line(object);
  }

  private static void missing(ArrayNode missing, ReplayReport report) {
    report
        .holes()
        .forEach(
            hole ->
                missing
                    .addObject()
                    .put("topic", hole.partition().topic())
                    .put("partition", hole.partition().partition())
                    .put("from_offset", hole.from())
                    .put("to_offset", hole.to()));
  }
}
