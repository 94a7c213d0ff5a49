package io.lapse.schemas.codec;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.schemas.wire.ReactedPayload;
import io.lapse.schemas.wire.ReactionOriginWire;
import io.lapse.schemas.wire.ReactionRecord;
import org.apache.avro.Schema;

/** {@link GuestEvent.Reacted} as {@link ReactionRecord}. */
public final class ReactionCodec implements RecordCodec<GuestEvent.Reacted, ReactionRecord> {
  @Override
  public Schema schema() {
    return ReactionRecord.getClassSchema();
  }

  @Override
  public ReactionRecord toWire(GuestEvent.Reacted event) {
    return new ReactionRecord(EnvelopeCodec.toWire(event.envelope()), payload(event));
  }

  @Override
  public GuestEvent.Reacted toDomain(ReactionRecord wire) {
    return reacted(EnvelopeCodec.toDomain(wire.getEnvelope()), wire.getReaction());
  }

  static ReactedPayload payload(GuestEvent.Reacted event) {
    return new ReactedPayload(
        Symbols.wire(ReactionOriginWire.class, event.origin()),
        event.noticeSequence(),
        event.injectedNanos(),
        event.asSleep(),
        event.ntpReset(),
        event.cancelledTimers());
  }

  static GuestEvent.Reacted reacted(Envelope envelope, ReactedPayload reacted) {
    return new GuestEvent.Reacted(
        envelope,
        Symbols.domain(ReactionOrigin.class, reacted.getOrigin()),
        reacted.getNoticeSequence(),
        reacted.getInjectedNs(),
        reacted.getAsSleep(),
        reacted.getNtpReset(),
        reacted.getCancelledTimers());
  }
}
