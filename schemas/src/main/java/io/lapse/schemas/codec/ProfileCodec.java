package io.lapse.schemas.codec;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.schemas.wire.GuestEventRecord;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** A guest's profile, as the guest event that stated it. */
public final class ProfileCodec implements RecordCodec<GuestEvent.Profile, GuestEventRecord> {
  private final GuestEventCodec guestEvents = new GuestEventCodec();

  @Override
  public Schema schema() {
    return guestEvents.schema();
  }

  @Override
  public GuestEventRecord toWire(GuestEvent.Profile profile) {
    return guestEvents.toWire(profile);
  }

  @Override
  public GuestEvent.Profile toDomain(GuestEventRecord wire) {
    GuestEvent event = guestEvents.toDomain(wire);
    if (event instanceof GuestEvent.Profile profile) {
      return profile;
    }
    throw new SerializationException("expected a profile: " + event.getClass().getSimpleName());
  }
}
