package io.lapse.cli.quarantine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.text.AsciiJson;

/** An entry as a JSON object. */
final class EntryJson {
  private EntryJson() {}

  static String line(QuarantineEntry entry, RequeueMarks marks) {
    return AsciiJson.line(object(entry, marks));
  }

  static ObjectNode object(QuarantineEntry entry, RequeueMarks marks) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("entry", entry.place().toString());
    object.put("set_aside_utc_ms", entry.atMillis());
    object.put("reason", entry.reason());
    object.put("explanation", entry.explanation());
    object.put("guest", entry.guest());
    object.put("topic", entry.topic());
    object.put("from", entry.source());
    object.put("value_bytes", entry.valueBytes() < 0 ? null : Integer.valueOf(entry.valueBytes()));
    object.put("sent_back", marks.contains(entry.place()));
    object.put("requeues_before", entry.requeues());
    ArrayNode from = object.putArray("requeued_from");
    entry.requeuedFrom().forEach(from::add);
    return object;
  }
}
