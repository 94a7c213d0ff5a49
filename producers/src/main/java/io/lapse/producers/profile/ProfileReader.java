package io.lapse.producers.profile;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.jsonl.ProfileFields;
import io.lapse.producers.jsonl.TimerFields;
import io.lapse.producers.source.GuestEnvelopes;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.Problem;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Map;

/**
 * From the text of a profile to what it states: a profile, an inventory, either without the other.
 */
final class ProfileReader {
  /** A profile is of a Linux guest, unless it says otherwise: the timers are Linux's. */
  private static final String OS = "linux";

  private final SourceInput input;
  private final String text;
  private final HostEventSource.Sink sink;

  ProfileReader(SourceInput input, String text, HostEventSource.Sink sink) {
    this.input = input;
    this.text = text;
    this.sink = sink;
  }

  void read() {
    try {
      JsonFields fields = JsonFields.of(StrictJson.object(text));
      requireGuest(fields);
      long realtimeNanos = fields.number("taken_realtime_ns");
      Envelope envelope = new GuestEnvelopes(input).ofSample(realtimeNanos);
      tell(() -> ProfileFields.profile(envelope, fields, OS, input.counterWhilePaused()));
      tell(() -> inventory(envelope, realtimeNanos, fields));
      warnOf(fields.unknown());
    } catch (MalformedException e) {
      refuse(e);
    }
  }

  /** A profile of another guest says nothing of this one. */
  private void requireGuest(JsonFields fields) throws MalformedException {
    String guest = fields.textOrNull("guest");
    if (guest != null && !guest.equals(input.guest())) {
      throw fields.complaint(
          "guest",
          "must be that of the input, " + input.guest() + ": " + MalformedException.excerpt(guest));
    }
  }

  private static LedgerInput inventory(Envelope envelope, long realtimeNanos, JsonFields fields)
      throws MalformedException {
    if (!fields.has("timers")) {
      throw new MalformedException("timers is missing: expected a list, empty if none is armed");
    }
    return GuestEvent.Inventory.of(
        envelope,
        realtimeNanos,
        fields.number("taken_monotonic_ns"),
        fields.number("taken_boottime_ns"),
        fields.seconds("tai_offset_s"),
        TimerFields.timers(fields));
  }

  /** The domain refuses what cannot be, such as a time beyond 64 bits. */
  private void tell(Part part) {
    try {
      sink.accept(part.read(), new Location(input.path(), 1));
    } catch (MalformedException e) {
      refuse(e);
    } catch (IllegalArgumentException e) {
      refuse(new MalformedException(String.valueOf(e.getMessage())));
    } catch (ArithmeticException e) {
      refuse(new MalformedException("its times must lie within 64 bits of ns: " + e.getMessage()));
    }
  }

  private void refuse(MalformedException e) {
    long line = e.place().isEmpty() ? e.line() : lineOf(e.place(), lines());
    sink.report(Problem.refused(new Location(input.path(), line), e.explanation()));
  }

  private void warnOf(List<String> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    Map<String, Integer> lines = lines();
    for (String place : unknown) {
      String message = " is not a field of a profile: it is left out";
      sink.report(
          Problem.warning(
              new Location(input.path(), lineOf(place, lines)),
              MalformedException.excerpt(place) + message));
    }
  }

  /** Only where somebody must be told: there may be many. */
  private Map<String, Integer> lines() {
    try {
      return StrictJson.lines(text);
    } catch (MalformedException e) {
      return Map.of();
    }
  }

  /** Of the field, or of the innermost object that lacks it. */
  private static int lineOf(String place, Map<String, Integer> lines) {
    String at = place;
    while (!at.isEmpty()) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
    }
    return 1;
  }

  /** One of the two events. */
  @FunctionalInterface
  private interface Part {
    LedgerInput read() throws MalformedException;
  }
}
