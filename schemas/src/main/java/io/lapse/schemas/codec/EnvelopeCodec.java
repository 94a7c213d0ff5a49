package io.lapse.schemas.codec;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.EnvelopeRecord;
import io.lapse.schemas.wire.SourceWire;

/** The part that every event carries. */
final class EnvelopeCodec {
  private EnvelopeCodec() {}

  static EnvelopeRecord toWire(Envelope envelope) {
    Stamp stamp = envelope.stamp();
    TaiInstant observed = envelope.observed();
    return new EnvelopeRecord(
        envelope.guest(),
        envelope.host(),
        stamp.at().nanos(),
        stamp.clockErrorNanos(),
        stamp.resolutionNanos(),
        stamp.latencyNanos(),
        Symbols.wire(SourceWire.class, envelope.source()),
        observed == null ? null : (Long) observed.nanos());
  }

  static Envelope toDomain(EnvelopeRecord wire) {
    Long observed = wire.getObservedTaiNs();
    return new Envelope(
        wire.getGuest(),
        wire.getHost(),
        new Stamp(
            new TaiInstant(wire.getTaiNs()),
            wire.getClockErrorNs(),
            wire.getResolutionNs(),
            wire.getLatencyNs()),
        Symbols.domain(Source.class, wire.getSource()),
        observed == null ? null : new TaiInstant(observed));
  }
}
