package io.lapse.cli.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.text.AsciiJson;
import io.lapse.cli.text.Printable;
import io.lapse.cli.text.TextTable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one entry.
 *
 * @param decoded its value as a JSON line; null if it is not what its topic holds
 */
record EntryText(
    ConsumerRecord<byte[], byte[]> stored, RequeueMarks marks, @Nullable String decoded) {
  private static final int DUMP_BYTES_MAX = 1_024;

  /** For a terminal. */
  String render() {
    QuarantineEntry entry = QuarantineEntry.of(stored);
    StringBuilder text = new StringBuilder();
    line(text, "entry", entry.place() + ", set aside " + EntryTable.at(entry) + " UTC");
    line(text, "reason", Untrusted.cut(entry.reason()));
    line(text, "explanation", Printable.of(entry.explanation()));
    line(text, "from", Untrusted.cut(entry.topic() + " " + entry.source()));
    line(text, "guest", Untrusted.shown(entry.key()));
    String sentBack = EntryTable.sentBack(entry, marks);
    line(text, "sent back", sentBack.isEmpty() ? "no" : sentBack);
    TextTable headers = new TextTable("header", "value");
    for (Header header : stored.headers()) {
      headers.row(Untrusted.cut(header.key()), Untrusted.shown(header.value()));
    }
    text.append('\n').append(headers.render()).append('\n').append(value());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(" ".repeat(Math.max(1, 13 - name.length()))).append(value);
    text.append('\n');
  }

  private String value() {
    byte[] value = stored.value();
    if (value == null) {
      return "no value\n";
    }
    if (decoded != null) {
      return "value, " + value.length + " bytes, says\n" + Printable.of(decoded) + "\n";
    }
    return "value, " + value.length + " bytes\n" + HexDump.of(value, DUMP_BYTES_MAX);
  }

  /** The same as a JSON object on one line, with all of its bytes. */
  String json() {
    ObjectNode object = EntryJson.object(QuarantineEntry.of(stored), marks);
    ArrayNode headers = object.putArray("headers");
    for (Header header : stored.headers()) {
      ObjectNode each = headers.addObject().put("name", header.key());
      each.put("text", Untrusted.text(header.value()));
      each.put("base64", header.value());
    }
    object.put("key_base64", stored.key());
    object.put("value_base64", stored.value());
    object.set("event", event());
    return AsciiJson.line(object);
  }

  private JsonNode event() {
    return decoded == null ? JsonNodeFactory.instance.nullNode() : AsciiJson.parsed(decoded);
  }
}
