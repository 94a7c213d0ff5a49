package io.lapse.producers.jsonl;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.SourceInput;
import io.lapse.schemas.tai.UtcScale;
import org.jspecify.annotations.Nullable;

/** What every line has: who says it, about whom, and when it happened. */
final class EnvelopeFields {
  private final SourceInput input;

  EnvelopeFields(SourceInput input) {
    this.input = input;
  }

  /** Of an event that means nothing without its host. */
  Envelope ofKnownHost(JsonFields fields) throws MalformedException {
    if (host(fields) == null) {
      throw new MalformedException("host is missing: expected it in the line or with the input");
    }
    return of(fields);
  }

  /** Of an event that may name its host. */
  Envelope of(JsonFields fields) throws MalformedException {
    return envelope(fields, host(fields), Source.JSONL, at(fields));
  }

  /** Of what an emulated guest did. */
  Envelope ofEmulatedGuest(JsonFields fields) throws MalformedException {
    return envelope(fields, host(fields), Source.EMULATED, at(fields));
  }

  /** Of an inventory: its {@code realtime_ns} is the guest's clock, not the stamp. */
  Envelope ofInventory(JsonFields fields) throws MalformedException {
    if (!fields.has("tai_ns")) {
      throw new MalformedException(
          "tai_ns is missing: expected it, because realtime_ns of an inventory is the guest's own"
              + " clock");
    }
    TaiInstant at = new TaiInstant(fields.number("tai_ns"));
    return envelope(fields, host(fields), Source.JSONL, at);
  }

  private Envelope envelope(JsonFields fields, @Nullable String host, Source source, TaiInstant at)
      throws MalformedException {
    Stamp stamp =
        new Stamp(
            at,
            fields.boundOr("clock_error_ns", input.clockErrorNanos()),
            fields.boundOr("resolution_ns", 0),
            fields.boundOr("latency_ns", 0));
    Long observed = fields.numberOrNull("observed_tai_ns");
    return new Envelope(
        guest(fields), host, stamp, source, observed == null ? null : new TaiInstant(observed));
  }

  private String guest(JsonFields fields) throws MalformedException {
    String guest = fields.textOrNull("guest");
    if (guest == null) {
      guest = input.guest();
    }
    if (guest == null) {
      throw new MalformedException("guest is missing: expected it in the line or with the input");
    }
    return guest;
  }

  private @Nullable String host(JsonFields fields) throws MalformedException {
    String host = fields.textOrNull("host");
    return host == null ? input.host() : host;
  }

  private static TaiInstant at(JsonFields fields) throws MalformedException {
    Long taiNanos = fields.numberOrNull("tai_ns");
    Long realtimeNanos = fields.numberOrNull("realtime_ns");
    if ((taiNanos == null) == (realtimeNanos == null)) {
      String found = taiNanos == null ? "neither" : "both";
      throw new MalformedException("expected either tai_ns or realtime_ns, found " + found);
    }
    if (taiNanos != null) {
      return new TaiInstant(taiNanos);
    }
    try {
      return UtcScale.toTai(realtimeNanos);
    } catch (ArithmeticException e) {
      throw new MalformedException("realtime_ns must lie before the year 2262: " + realtimeNanos);
    }
  }
}
