package io.lapse.schemas.codec;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerKind;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.ClockObservationPayload;
import io.lapse.schemas.wire.CounterWire;
import io.lapse.schemas.wire.GuestEventRecord;
import io.lapse.schemas.wire.InventoryPayload;
import io.lapse.schemas.wire.ProfilePayload;
import io.lapse.schemas.wire.ReactedPayload;
import io.lapse.schemas.wire.SleptPayload;
import io.lapse.schemas.wire.TimerCellWire;
import io.lapse.schemas.wire.TimerClockWire;
import io.lapse.schemas.wire.TimerKindWire;
import io.lapse.schemas.wire.TimerWire;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** {@link GuestEvent} as {@link GuestEventRecord}. */
public final class GuestEventCodec implements RecordCodec<GuestEvent, GuestEventRecord> {
  @Override
  public Schema schema() {
    return GuestEventRecord.getClassSchema();
  }

  @Override
  public GuestEventRecord toWire(GuestEvent event) {
    return new GuestEventRecord(
        EnvelopeCodec.toWire(event.envelope()), event.match(new ToPayload()));
  }

  @Override
  public GuestEvent toDomain(GuestEventRecord wire) {
    Envelope envelope = EnvelopeCodec.toDomain(wire.getEnvelope());
    Object payload = wire.getPayload();
    if (payload instanceof ProfilePayload profile) {
      return profile(envelope, profile);
    }
    if (payload instanceof InventoryPayload inventory) {
      return inventory(envelope, inventory);
    }
    if (payload instanceof ClockObservationPayload observation) {
      return new GuestEvent.ClockObservation(
          envelope, observation.getOffsetNs(), observation.getErrorNs(), observation.getStatus());
    }
    if (payload instanceof SleptPayload slept) {
      return new GuestEvent.Slept(
          envelope, new TaiInstant(slept.getRestartedTaiNs()), slept.getSleptNs());
    }
    if (payload instanceof ReactedPayload reacted) {
      return ReactionCodec.reacted(envelope, reacted);
    }
    throw new SerializationException("expected a guest event that this version knows: " + payload);
  }

  private static GuestEvent profile(Envelope envelope, ProfilePayload profile) {
    return new GuestEvent.Profile(
        envelope,
        profile.getClocksource(),
        profile.getTscKhz(),
        profile.getKernel(),
        profile.getOs(),
        profile.getGuestClass(),
        Symbols.domain(CounterWhilePaused.class, profile.getCounterWhilePaused()),
        profile.getLabels());
  }

  private static GuestEvent inventory(Envelope envelope, InventoryPayload inventory) {
    List<TimerCellWire> cells = inventory.getHistogram();
    if (cells == null) {
      return GuestEvent.Inventory.of(
          envelope,
          inventory.getRealtimeNs(),
          inventory.getMonotonicNs(),
          inventory.getBoottimeNs(),
          inventory.getTaiOffsetS(),
          inventory.getTimers().stream().map(GuestEventCodec::timer).toList());
    }
    return new GuestEvent.Inventory(
        envelope,
        inventory.getRealtimeNs(),
        inventory.getMonotonicNs(),
        inventory.getBoottimeNs(),
        inventory.getTaiOffsetS(),
        List.of(),
        new TimerHistogram(cells.stream().map(GuestEventCodec::cell).toList()));
  }

  private static TimerHistogram.Cell cell(TimerCellWire cell) {
    return new TimerHistogram.Cell(
        Symbols.domain(TimerClock.class, cell.getBase()),
        cell.getCancelOnSet(),
        cell.getDueInNs(),
        cell.getIntervalNs(),
        cell.getCount());
  }

  private static ArmedTimer timer(TimerWire timer) {
    return new ArmedTimer(
        timer.getId(),
        Symbols.domain(TimerKind.class, timer.getKind()),
        Symbols.domain(TimerClock.class, timer.getClock()),
        timer.getAbsolute(),
        timer.getExpiresNs(),
        timer.getIntervalNs(),
        timer.getCancelOnSet(),
        timer.getReadOnExpiry());
  }

  /** The payload of each kind. */
  private static final class ToPayload implements GuestEvent.Cases<Object> {
    @Override
    public Object profile(GuestEvent.Profile event) {
      return new ProfilePayload(
          event.clocksource(),
          event.tscKhz(),
          event.kernel(),
          event.os(),
          event.guestClass(),
          Symbols.wire(CounterWire.class, event.counterWhilePaused()),
          event.labels());
    }

    @Override
    public Object inventory(GuestEvent.Inventory event) {
      return new InventoryPayload(
          event.realtimeNanos(),
          event.monotonicNanos(),
          event.boottimeNanos(),
          event.taiOffsetSeconds(),
          event.timers().stream().map(ToPayload::timer).toList(),
          event.histogram() == null ? null : cells(event.histogram()));
    }

    private static List<TimerCellWire> cells(TimerHistogram histogram) {
      return histogram.cells().stream()
          .map(
              cell ->
                  new TimerCellWire(
                      Symbols.wire(TimerClockWire.class, cell.base()),
                      cell.cancelOnSet(),
                      cell.dueNanos(),
                      cell.intervalNanos(),
                      cell.count()))
          .toList();
    }

    private static TimerWire timer(ArmedTimer timer) {
      return new TimerWire(
          timer.id(),
          Symbols.wire(TimerKindWire.class, timer.kind()),
          Symbols.wire(TimerClockWire.class, timer.clock()),
          timer.absolute(),
          timer.expiresNanos(),
          timer.intervalNanos(),
          timer.cancelOnSet(),
          timer.readOnExpiry());
    }

    @Override
    public Object clockObservation(GuestEvent.ClockObservation event) {
      return new ClockObservationPayload(event.offsetNanos(), event.errorNanos(), event.status());
    }

    @Override
    public Object slept(GuestEvent.Slept event) {
      return new SleptPayload(event.restartedAt().nanos(), event.sleptNanos());
    }

    @Override
    public Object reacted(GuestEvent.Reacted event) {
      return ReactionCodec.payload(event);
    }
  }
}
