package io.lapse.producers.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import io.lapse.producers.text.PrintedInstant;
import io.lapse.schemas.tai.UtcScale;
import org.jspecify.annotations.Nullable;

/**
 * From a CloudEvent to the fields of Lapse's own line that states the same. Data may state what an
 * attribute states too, if it is the same.
 */
final class EventLine {
  private static final String TYPE_PREFIX = "io.lapse.";

  private final JsonFields attributes;
  private final ObjectNode line;
  private final @Nullable String key;
  private final SourceInput input;

  private EventLine(CloudEvent event, @Nullable String key, SourceInput input) {
    this.attributes = JsonFields.of(event.attributes());
    this.line = event.data().deepCopy();
    this.key = key;
    this.input = input;
  }

  /**
   * The fields.
   *
   * @param key of the record; null if it has none
   */
  static ObjectNode of(CloudEvent event, @Nullable String key, SourceInput input)
      throws MalformedException {
    return new EventLine(event, key, input).fill();
  }

  private ObjectNode fill() throws MalformedException {
    requireVersion();
    attributes.text("id");
    String kind = kind();
    state("kind", "type", line.textNode(kind));
    fillGuest();
    fillHost(attributes.text("source"));
    fillTime(kind);
    Long clockErrorNanos = number("clockerrns");
    if (clockErrorNanos != null) {
      state("clock_error_ns", "clockerrns", line.numberNode(clockErrorNanos.longValue()));
    }
    return line;
  }

  private void requireVersion() throws MalformedException {
    String version = attributes.text("specversion");
    if (!version.matches("1(\\.[0-9]{1,3})?")) {
      throw new MalformedException(
          "specversion must be 1.0, or another 1.x: " + MalformedException.excerpt(version));
    }
  }

  private String kind() throws MalformedException {
    String type = attributes.text("type");
    if (!type.startsWith(TYPE_PREFIX)) {
      throw new MalformedException(
          "type must be io.lapse.KIND, as in io.lapse.stopped: "
              + MalformedException.excerpt(type));
    }
    return type.substring(TYPE_PREFIX.length());
  }

  private void fillGuest() throws MalformedException {
    String subject = attributes.textOrNull("subject");
    if (subject != null) {
      state("guest", "subject", line.textNode(subject));
    } else if (key != null && !line.hasNonNull("guest")) {
      line.put("guest", key);
    }
  }

  private void fillHost(String source) {
    if (!line.hasNonNull("host") && input.host() == null) {
      line.put("host", EventSource.host(source));
    }
  }

  /** What was measured goes before the time that a library may have filled in on its own. */
  private void fillTime(String kind) throws MalformedException {
    Long hostTaiNanos = number("hosttai");
    if (hostTaiNanos != null) {
      state("tai_ns", "hosttai", line.numberNode(hostTaiNanos.longValue()));
      return;
    }
    // An inventory's realtime_ns is the guest's clock, and no stamp.
    boolean hasUtc = line.hasNonNull("realtime_ns") && !kind.equals("inventory");
    if (line.hasNonNull("tai_ns") || hasUtc) {
      return;
    }
    String time = attributes.textOrNull("time");
    if (time == null) {
      throw new MalformedException("expected hosttai or time, found neither");
    }
    PrintedInstant instant = PrintedInstant.ofRfc3339("time", time);
    try {
      line.put("tai_ns", UtcScale.toTai(instant.utcNanos()).nanos());
    } catch (ArithmeticException e) {
      throw new MalformedException("time must lie before the year 2262: " + time);
    }
    if (!line.hasNonNull("resolution_ns")) {
      line.put("resolution_ns", instant.stepNanos());
    }
  }

  private void state(String field, String attribute, JsonNode value) throws MalformedException {
    JsonNode stated = line.get(field);
    // Compared as written: an int and a long of one value are different nodes.
    if (stated != null && !stated.isNull() && !stated.toString().equals(value.toString())) {
      throw new MalformedException(
          "data."
              + field
              + " is "
              + MalformedException.excerpt(stated.toString())
              + ", but "
              + attribute
              + " says "
              + MalformedException.excerpt(value.toString())
              + ": expected the same");
    }
    line.set(field, value);
  }

  /** A header is text, and the numbers of CloudEvents end at 32 bits: a text is as good. */
  private @Nullable Long number(String name) throws MalformedException {
    if (!attributes.isText(name)) {
      return attributes.numberOrNull(name);
    }
    String text = attributes.text(name);
    try {
      if (text.matches("-?[0-9]{1,19}")) {
        return Long.valueOf(text);
      }
    } catch (NumberFormatException e) {
      // It exceeds 64 bits.
    }
    throw attributes.complaint(
        name, "must be a whole number within 64 bits: " + MalformedException.excerpt(text));
  }
}
