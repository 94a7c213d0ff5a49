package io.lapse.schemas.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;
import java.util.Locale;

/**
 * A line of format {@code jsonl}, without its end. A producer reads back the same event, but for
 * its source: a line is JSONL, whatever was behind it, and a reaction says so itself.
 */
public final class EventJson {
  private EventJson() {}

  /**
   * The line that states {@code input}: keys in the order of the reference, nulls left out.
   *
   * @throws IllegalArgumentException if it is neither a host event nor a guest event
   */
  public static String write(LedgerInput input) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    if (input instanceof HostEvent event) {
      event.match(new HostEventLine(line));
    } else if (input instanceof GuestEvent event) {
      event.match(new GuestEventLine(line));
    } else {
      throw new IllegalArgumentException("input must be a host or a guest event: " + input);
    }
    return line.toString();
  }

  /** Begins a line with what every one has. */
  static void begin(ObjectNode line, String kind, Envelope envelope) {
    line.put("kind", kind);
    line.put("guest", envelope.guest());
    if (envelope.host() != null) {
      line.put("host", envelope.host());
    }
    line.put("tai_ns", envelope.stamp().at().nanos());
    line.put("clock_error_ns", envelope.stamp().clockErrorNanos());
    line.put("resolution_ns", envelope.stamp().resolutionNanos());
    line.put("latency_ns", envelope.stamp().latencyNanos());
    TaiInstant observed = envelope.observed();
    if (observed != null) {
      line.put("observed_tai_ns", observed.nanos());
    }
  }

  static void put(ObjectNode line, String name, Enum<?> choice) {
    line.put(name, choice.name().toLowerCase(Locale.ROOT));
  }

  static void put(ObjectNode line, String name, Iterable<Long> numbers) {
    ArrayNode array = line.putArray(name);
    numbers.forEach(array::add);
  }
}
