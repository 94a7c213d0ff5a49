package io.lapse.producers.jsonl;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the fields of a line to the event that it states. */
public final class JsonlReader {
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  /** What the lines lack is taken from {@code input}. */
  public JsonlReader(SourceInput input) {
    EnvelopeFields envelopes = new EnvelopeFields(input);
    kinds.putAll(new HostEventFields(envelopes, input).kinds());
    kinds.putAll(new GuestEventFields(envelopes, input).kinds());
  }

  /**
   * The event that a line states. The domain refuses what cannot be, such as a negative duration,
   * or a time beyond 64 bits.
   */
  public LedgerInput read(JsonFields fields) throws MalformedException {
    try {
      return kind(fields).read(fields);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      throw new MalformedException("its times must lie within 64 bits of ns: " + e.getMessage());
    }
  }

  /** What is to be said of fields that {@link #read} had no use for. */
  public static List<String> warnings(JsonFields fields) throws MalformedException {
    String kind = fields.text("kind");
    return fields.unknown().stream()
        .map(MalformedException::excerpt)
        .map(unknown -> unknown + " is not a field of kind " + kind + ": it is left out")
        .toList();
  }

  private Kind kind(JsonFields fields) throws MalformedException {
    String name = fields.text("kind");
    Kind kind = kinds.get(name);
    if (kind == null) {
      throw new MalformedException(
          "kind must be one of "
              + String.join(", ", kinds.keySet())
              + ": "
              + MalformedException.excerpt(name));
    }
    return kind;
  }

  /** How one kind of event is read. */
  @FunctionalInterface
  interface Kind {
    LedgerInput read(JsonFields fields) throws MalformedException;
  }
}
