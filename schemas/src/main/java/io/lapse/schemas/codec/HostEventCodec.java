package io.lapse.schemas.codec;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.wire.AnnouncedPayload;
import io.lapse.schemas.wire.CompensationPayload;
import io.lapse.schemas.wire.CounterWire;
import io.lapse.schemas.wire.HostClockPayload;
import io.lapse.schemas.wire.HostEventRecord;
import io.lapse.schemas.wire.KilledPayload;
import io.lapse.schemas.wire.MigrationPayload;
import io.lapse.schemas.wire.MigrationRoleWire;
import io.lapse.schemas.wire.MigrationStatusWire;
import io.lapse.schemas.wire.QuiescedPayload;
import io.lapse.schemas.wire.ResetPayload;
import io.lapse.schemas.wire.RestartModeWire;
import io.lapse.schemas.wire.RestartedPayload;
import io.lapse.schemas.wire.ShutDownPayload;
import io.lapse.schemas.wire.StartedPayload;
import io.lapse.schemas.wire.StopReasonWire;
import io.lapse.schemas.wire.StoppedPayload;
import io.lapse.schemas.wire.VcpuStarvedPayload;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** {@link HostEvent} as {@link HostEventRecord}. */
public final class HostEventCodec implements RecordCodec<HostEvent, HostEventRecord> {
  @Override
  public Schema schema() {
    return HostEventRecord.getClassSchema();
  }

  @Override
  public HostEventRecord toWire(HostEvent event) {
    return new HostEventRecord(
        EnvelopeCodec.toWire(event.envelope()), event.match(new ToPayload()));
  }

  @Override
  public HostEvent toDomain(HostEventRecord wire) {
    Envelope envelope = EnvelopeCodec.toDomain(wire.getEnvelope());
    Object payload = wire.getPayload();
    if (payload instanceof StoppedPayload stopped) {
      return new HostEvent.Stopped(
          envelope,
          Symbols.domain(StopReason.class, stopped.getReason()),
          stopped.getMigrationId());
    }
    if (payload instanceof RestartedPayload restarted) {
      return restarted(envelope, restarted);
    }
    if (payload instanceof MigrationPayload migration) {
      return new HostEvent.Migration(
          envelope,
          Symbols.domain(MigrationStatus.class, migration.getStatus()),
          Symbols.domain(MigrationRole.class, migration.getRole()),
          migration.getMigrationId(),
          migration.getDowntimeNs());
    }
    return rarer(envelope, payload);
  }

  private static HostEvent restarted(Envelope envelope, RestartedPayload restarted) {
    return new HostEvent.Restarted(
        envelope,
        Symbols.domain(RestartMode.class, restarted.getMode()),
        restarted.getMigrationId(),
        Symbols.domain(CounterWhilePaused.class, restarted.getCounterWhilePaused()),
        restarted.getCompensatedNs(),
        restarted.getTscBefore(),
        restarted.getTscAfter());
  }

  private static HostEvent rarer(Envelope envelope, Object payload) {
    if (payload instanceof AnnouncedPayload announced) {
      return new HostEvent.Announced(envelope, new TaiInstant(announced.getDeadlineTaiNs()));
    }
    if (payload instanceof CompensationPayload compensation) {
      return new HostEvent.Compensation(
          envelope,
          new TaiInstant(compensation.getRestartedTaiNs()),
          compensation.getCompensatedNs());
    }
    if (payload instanceof HostClockPayload clock) {
      return new HostEvent.HostClock(
          envelope, clock.getErrorNs(), clock.getSteppedNs(), clock.getWrongTaiOffsetS());
    }
    if (payload instanceof VcpuStarvedPayload starved) {
      return new HostEvent.VcpuStarved(envelope, starved.getDurationNs());
    }
    return withoutPayload(envelope, payload);
  }

  private static HostEvent withoutPayload(Envelope envelope, Object payload) {
    if (payload instanceof QuiescedPayload) {
      return new HostEvent.Quiesced(envelope);
    }
    if (payload instanceof StartedPayload) {
      return new HostEvent.Started(envelope);
    }
    if (payload instanceof ResetPayload) {
      return new HostEvent.Reset(envelope);
    }
    if (payload instanceof ShutDownPayload) {
      return new HostEvent.ShutDown(envelope);
    }
    if (payload instanceof KilledPayload) {
      return new HostEvent.Killed(envelope);
    }
    throw new SerializationException("expected a host event that this version knows: " + payload);
  }

  /** The payload of each kind. */
  private static final class ToPayload implements HostEvent.Cases<Object> {
    @Override
    public Object announced(HostEvent.Announced event) {
      return new AnnouncedPayload(event.deadline().nanos());
    }

    @Override
    public Object quiesced(HostEvent.Quiesced event) {
      return new QuiescedPayload();
    }

    @Override
    public Object stopped(HostEvent.Stopped event) {
      return new StoppedPayload(
          Symbols.wire(StopReasonWire.class, event.reason()), event.migrationId());
    }

    @Override
    public Object restarted(HostEvent.Restarted event) {
      return new RestartedPayload(
          Symbols.wire(RestartModeWire.class, event.mode()),
          event.migrationId(),
          Symbols.wire(CounterWire.class, event.counterWhilePaused()),
          event.compensatedNanos(),
          event.tscBefore(),
          event.tscAfter());
    }

    @Override
    public Object started(HostEvent.Started event) {
      return new StartedPayload();
    }

    @Override
    public Object migration(HostEvent.Migration event) {
      return new MigrationPayload(
          Symbols.wire(MigrationStatusWire.class, event.status()),
          Symbols.wire(MigrationRoleWire.class, event.role()),
          event.migrationId(),
          event.downtimeNanos());
    }

    @Override
    public Object reset(HostEvent.Reset event) {
      return new ResetPayload();
    }

    @Override
    public Object shutDown(HostEvent.ShutDown event) {
      return new ShutDownPayload();
    }

    @Override
    public Object killed(HostEvent.Killed event) {
      return new KilledPayload();
    }

    @Override
    public Object vcpuStarved(HostEvent.VcpuStarved event) {
      return new VcpuStarvedPayload(event.durationNanos());
    }

    @Override
    public Object hostClock(HostEvent.HostClock event) {
      return new HostClockPayload(
          event.errorNanos(), event.steppedNanos(), event.wrongTaiOffsetSeconds());
    }

    @Override
    public Object compensation(HostEvent.Compensation event) {
      return new CompensationPayload(event.restartedAt().nanos(), event.compensatedNanos());
    }
  }
}
