package io.lapse.whatif.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Posting;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The value of a column as {@code ledger.jsonl} writes it. */
final class ColumnJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ColumnJson() {}

  /**
   * The text of a value.
   *
   * @throws IllegalArgumentException if no column holds its like
   */
  static String of(@Nullable Object value) {
    return node(value).toString();
  }

  private static JsonNode node(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof Number number) {
      return NODES.numberNode(number.longValue());
    }
    if (value instanceof TaiInstant at) {
      return NODES.numberNode(at.nanos());
    }
    if (value instanceof String text) {
      return NODES.textNode(text);
    }
    if (value instanceof Enum<?> symbol) {
      return NODES.textNode(symbol.name());
    }
    if (value instanceof EventId id) {
      return NODES.textNode(id.hex());
    }
    return composite(value);
  }

  private static JsonNode composite(Object value) {
    if (value instanceof List<?> list) {
      ArrayNode array = NODES.arrayNode();
      list.forEach(element -> array.add(node(element)));
      return array;
    }
    if (value instanceof Posting posting) {
      return NODES
          .objectNode()
          .put("account", posting.account().name().toLowerCase(Locale.ROOT))
          .put("amount_ns", posting.amountNanos());
    }
    if (value instanceof ExpiryEstimate expired) {
      ObjectNode object = NODES.objectNode();
      object.set("monotonic", base(expired.monotonic()));
      object.set("boottime", base(expired.boottime()));
      object.set("realtime", base(expired.realtime()));
      object.set("tai", base(expired.tai()));
      return object.put("basis", expired.basis().name());
    }
    throw new IllegalArgumentException("no column holds a " + value.getClass().getSimpleName());
  }

  private static JsonNode base(@Nullable BaseExpiry base) {
    return base == null
        ? NODES.nullNode()
        : NODES
            .objectNode()
            .put("low", base.low())
            .put("expected", base.expected())
            .put("high", base.high())
            .put("overruns", base.overruns());
  }
}
