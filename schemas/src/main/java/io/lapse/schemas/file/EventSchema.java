package io.lapse.schemas.file;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.codec.AvroGuards;
import io.lapse.schemas.codec.GuestEventCodec;
import io.lapse.schemas.codec.HostEventCodec;
import io.lapse.schemas.wire.EnvelopeRecord;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.HostEventRecord;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A record of a file is a host event or a guest event: the union of the topics' two schemas. */
final class EventSchema {
  static {
    AvroGuards.install();
  }

  private static final HostEventCodec HOST_EVENTS = new HostEventCodec();
  private static final GuestEventCodec GUEST_EVENTS = new GuestEventCodec();

  /** What is written, and read into. A file of one of the two alone resolves to it as well. */
  static final Schema UNION = Schema.createUnion(HOST_EVENTS.schema(), GUEST_EVENTS.schema());

  static final SpecificData MODEL = model();

  private EventSchema() {}

  private static SpecificData model() {
    SpecificData model = new SpecificData(HostEventRecord.class.getClassLoader());
    // The fast reader would pass by what StrictDatumReader adds.
    model.setFastReaderEnabled(false);
    return model;
  }

  static Object toWire(LedgerInput event) {
    if (event instanceof HostEvent hostEvent) {
      return HOST_EVENTS.toWire(hostEvent);
    }
    if (event instanceof GuestEvent guestEvent) {
      return GUEST_EVENTS.toWire(guestEvent);
    }
    throw new IllegalArgumentException("event must be a host or a guest event: " + event);
  }

  /** The event of a record; {@code host} is the host where the record names none. */
  static LedgerInput toDomain(Object record, @Nullable String host) {
    if (record instanceof HostEventRecord event) {
      requireKnown(event.getPayload());
      return HOST_EVENTS.toDomain(
          new HostEventRecord(on(host, event.getEnvelope()), event.getPayload()));
    }
    if (record instanceof GuestEventRecord event) {
      requireKnown(event.getPayload());
      return GUEST_EVENTS.toDomain(
          new GuestEventRecord(on(host, event.getEnvelope()), event.getPayload()));
    }
    requireKnown(record);
    throw new SerializationException("expected a host or a guest event: " + record);
  }

  /** What has no generated class is of a later version, or somebody else's. */
  private static void requireKnown(Object read) {
    if (read instanceof GenericData.Record unknown) {
      throw new SerializationException(
          "expected a kind of event that this version knows: " + unknown.getSchema().getName());
    }
  }

  private static EnvelopeRecord on(@Nullable String host, EnvelopeRecord envelope) {
    if (host == null || envelope.getHost() != null) {
      return envelope;
    }
    return new EnvelopeRecord(
        envelope.getGuest(),
        host,
        envelope.getTaiNs(),
        envelope.getClockErrorNs(),
        envelope.getResolutionNs(),
        envelope.getLatencyNs(),
        envelope.getSource(),
        envelope.getObservedTaiNs());
  }
}
