package io.lapse.producers.cloudevents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.jsonl.JsonlReader;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From a CloudEvent to the event that it states: a pure function of what was sent. The event is the
 * one that Lapse's own line with the same fields states, with the same id. The pair of source and
 * id, by which CloudEvents tell repetitions, is not needed for that, and no part of it.
 */
public final class CloudEventReader {
  private static final int VALUE_BYTES_MAX = 1024 * 1024;

  private final SourceInput input;
  private final JsonlReader lines;

  /** What the events lack is taken from {@code input}. */
  public CloudEventReader(SourceInput input) {
    this.input = input;
    this.lines = new JsonlReader(input);
  }

  /**
   * An event that was taken.
   *
   * @param warnings what it says and nobody understands
   */
  public record Taken(LedgerInput event, List<String> warnings) {
    public Taken {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads a Kafka record, in binary or structured mode.
   *
   * @param headers by name; others than {@code ce_...} and {@code content-type} mean nothing
   * @param key the guest, where the event has no subject; null if there is none
   * @param value null or empty where an event of binary mode has no data
   */
  public Taken read(Map<String, String> headers, @Nullable String key, byte @Nullable [] value)
      throws MalformedException {
    if (value != null && value.length > VALUE_BYTES_MAX) {
      throw new MalformedException(
          "the value has " + value.length + " bytes: expected at most " + VALUE_BYTES_MAX);
    }
    if (!ContentType.isStructured(headers.get("content-type"))) {
      return read(CloudEvent.binary(headers, value), key);
    }
    if (value == null) {
      throw new MalformedException("no value: expected the whole event, as its content-type says");
    }
    return read(StrictJson.object(Utf8.decode("the value", value)), key);
  }

  /** Reads an event of structured mode. */
  public Taken read(ObjectNode structured, @Nullable String key) throws MalformedException {
    return read(CloudEvent.structured(structured), key);
  }

  private Taken read(CloudEvent event, @Nullable String key) throws MalformedException {
    JsonFields fields = JsonFields.of(EventLine.of(event, key, input));
    LedgerInput read = lines.read(fields);
    return new Taken(read, JsonlReader.warnings(fields));
  }
}
