package io.lapse.schemas.codec;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.GuestState;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.GuestStateRecord;
import io.lapse.schemas.wire.HostEventRecord;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** {@link GuestState.Snapshot} as {@link GuestStateRecord}. */
public final class GuestStateCodec implements RecordCodec<GuestState.Snapshot, GuestStateRecord> {
  private final HostEventCodec hostEvents = new HostEventCodec();
  private final GuestEventCodec guestEvents = new GuestEventCodec();

  @Override
  public Schema schema() {
    return GuestStateRecord.getClassSchema();
  }

  @Override
  public GuestStateRecord toWire(GuestState.Snapshot snapshot) {
    return new GuestStateRecord(
        snapshot.guest(),
        snapshot.inputs().stream().map(this::input).toList(),
        snapshot.historyNumbers(),
        snapshot.historyCount(),
        snapshot.noticeSequence());
  }

  @Override
  public GuestState.Snapshot toDomain(GuestStateRecord wire) {
    return new GuestState.Snapshot(
        wire.getGuest(),
        wire.getInputs().stream().map(this::input).toList(),
        wire.getHistoryNumbers(),
        wire.getHistoryCount(),
        wire.getNoticeSequence());
  }

  private Object input(LedgerInput input) {
    if (input instanceof HostEvent event) {
      return hostEvents.toWire(event);
    }
    if (input instanceof GuestEvent event) {
      return guestEvents.toWire(event);
    }
    throw new IllegalArgumentException("input must be a host or a guest event: " + input);
  }

  private LedgerInput input(Object wire) {
    if (wire instanceof HostEventRecord event) {
      return hostEvents.toDomain(event);
    }
    if (wire instanceof GuestEventRecord event) {
      return guestEvents.toDomain(event);
    }
    throw new SerializationException("expected a host or a guest event: " + wire);
  }
}
