package io.lapse.producers.jsonl;

import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import java.util.LinkedHashMap;
import java.util.Map;

/** From the fields of a line to the event that it states. */
final class JsonlReader {
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  JsonlReader(SourceInput input) {
    EnvelopeFields envelopes = new EnvelopeFields(input);
    kinds.putAll(new HostEventFields(envelopes, input).kinds());
    kinds.putAll(new GuestEventFields(envelopes, input).kinds());
  }

  LedgerInput read(JsonFields fields) throws MalformedException {
    String name = fields.text("kind");
    Kind kind = kinds.get(name);
    if (kind == null) {
      throw new MalformedException(
          "kind must be one of "
              + String.join(", ", kinds.keySet())
              + ": "
              + MalformedException.excerpt(name));
    }
    return kind.read(fields);
  }

  /** How one kind of event is read. */
  @FunctionalInterface
  interface Kind {
    LedgerInput read(JsonFields fields) throws MalformedException;
  }
}
