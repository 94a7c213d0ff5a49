package io.lapse.producers.jsonl;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds that guests state, in the order of the reference. */
final class GuestEventFields {
  private final EnvelopeFields envelopes;
  private final SourceInput input;

  GuestEventFields(EnvelopeFields envelopes, SourceInput input) {
    this.envelopes = envelopes;
    this.input = input;
  }

  Map<String, JsonlReader.Kind> kinds() {
    Map<String, JsonlReader.Kind> kinds = new LinkedHashMap<>();
    kinds.put("profile", this::profile);
    kinds.put("inventory", this::inventory);
    kinds.put("clock_observation", this::clockObservation);
    kinds.put("slept", this::slept);
    kinds.put("reaction", this::reaction);
    return kinds;
  }

  private GuestEvent profile(JsonFields fields) throws MalformedException {
    return ProfileFields.profile(envelopes.of(fields), fields, null, input.counterWhilePaused());
  }

  private GuestEvent inventory(JsonFields fields) throws MalformedException {
    Envelope envelope = envelopes.ofInventory(fields);
    long realtimeNanos = fields.number("realtime_ns");
    long monotonicNanos = fields.number("monotonic_ns");
    long boottimeNanos = fields.number("boottime_ns");
    int taiOffsetSeconds = fields.seconds("tai_offset_s");
    if (fields.has("timers") && fields.has("histogram")) {
      throw new MalformedException("expected either timers or histogram, found both");
    }
    if (!fields.has("timers") && !fields.has("histogram")) {
      throw new MalformedException(
          "timers is missing: expected a list, empty if none is armed, or a histogram");
    }
    if (fields.has("timers")) {
      return GuestEvent.Inventory.of(
          envelope,
          realtimeNanos,
          monotonicNanos,
          boottimeNanos,
          taiOffsetSeconds,
          TimerFields.timers(fields));
    }
    return new GuestEvent.Inventory(
        envelope,
        realtimeNanos,
        monotonicNanos,
        boottimeNanos,
        taiOffsetSeconds,
        List.of(),
        histogram(fields));
  }

  private static TimerHistogram histogram(JsonFields fields) throws MalformedException {
    List<TimerHistogram.Cell> cells = new ArrayList<>();
    for (JsonFields cell : fields.objects("histogram")) {
      cells.add(cell(cell));
    }
    return new TimerHistogram(cells);
  }

  private static TimerHistogram.Cell cell(JsonFields cell) throws MalformedException {
    long count = cell.number("count");
    if (count < 1) {
      throw cell.complaint("count", "must be 1 or more: " + count);
    }
    return new TimerHistogram.Cell(
        cell.choice("base", TimerClock.class),
        cell.flagOr("cancel_on_set", false),
        cell.numberOr("due_in_ns", 0),
        cell.boundOr("interval_ns", 0),
        count);
  }

  private GuestEvent clockObservation(JsonFields fields) throws MalformedException {
    return new GuestEvent.ClockObservation(
        envelopes.of(fields),
        fields.number("offset_ns"),
        fields.bound("error_ns"),
        fields.textOrNull("status"));
  }

  private GuestEvent slept(JsonFields fields) throws MalformedException {
    return new GuestEvent.Slept(
        envelopes.of(fields),
        new TaiInstant(fields.number("restarted_tai_ns")),
        fields.number("slept_ns"));
  }

  private GuestEvent reaction(JsonFields fields) throws MalformedException {
    ReactionOrigin origin =
        fields.choiceOr("origin", ReactionOrigin.class, ReactionOrigin.REPORTED);
    return new GuestEvent.Reacted(
        origin == ReactionOrigin.EMULATED
            ? envelopes.ofEmulatedGuest(fields)
            : envelopes.of(fields),
        origin,
        fields.number("notice_sequence"),
        fields.number("injected_ns"),
        fields.flagOr("as_sleep", false),
        fields.flagOr("ntp_reset", true),
        fields.numberOrNull("cancelled_timers"));
  }
}
