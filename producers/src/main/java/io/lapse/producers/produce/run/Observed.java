package io.lapse.producers.produce.run;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.time.TaiInstant;

/** Copies of events that say when they were read. Whoever read one first has said so already. */
final class Observed implements HostEvent.Cases<HostEvent>, GuestEvent.Cases<GuestEvent> {
  private final TaiInstant at;

  Observed(TaiInstant at) {
    this.at = at;
  }

  private Envelope at(Envelope envelope) {
    return envelope.observed() == null
        ? new Envelope(envelope.guest(), envelope.host(), envelope.stamp(), envelope.source(), at)
        : envelope;
  }

  @Override
  public HostEvent announced(HostEvent.Announced event) {
    return new HostEvent.Announced(at(event.envelope()), event.deadline());
  }

  @Override
  public HostEvent quiesced(HostEvent.Quiesced event) {
    return new HostEvent.Quiesced(at(event.envelope()));
  }

  @Override
  public HostEvent stopped(HostEvent.Stopped event) {
    return new HostEvent.Stopped(at(event.envelope()), event.reason(), event.migrationId());
  }

  @Override
  public HostEvent restarted(HostEvent.Restarted event) {
    return new HostEvent.Restarted(
        at(event.envelope()),
        event.mode(),
        event.migrationId(),
        event.counterWhilePaused(),
        event.compensatedNanos(),
        event.tscBefore(),
        event.tscAfter());
  }

  @Override
  public HostEvent started(HostEvent.Started event) {
    return new HostEvent.Started(at(event.envelope()));
  }

  @Override
  public HostEvent migration(HostEvent.Migration event) {
    return new HostEvent.Migration(
        at(event.envelope()),
        event.status(),
        event.role(),
        event.migrationId(),
        event.downtimeNanos());
  }

  @Override
  public HostEvent reset(HostEvent.Reset event) {
    return new HostEvent.Reset(at(event.envelope()));
  }

  @Override
  public HostEvent shutDown(HostEvent.ShutDown event) {
    return new HostEvent.ShutDown(at(event.envelope()));
  }

  @Override
  public HostEvent killed(HostEvent.Killed event) {
    return new HostEvent.Killed(at(event.envelope()));
  }

  @Override
  public HostEvent vcpuStarved(HostEvent.VcpuStarved event) {
    return new HostEvent.VcpuStarved(at(event.envelope()), event.durationNanos());
  }

  @Override
  public HostEvent hostClock(HostEvent.HostClock event) {
    return new HostEvent.HostClock(
        at(event.envelope()),
        event.errorNanos(),
        event.steppedNanos(),
        event.wrongTaiOffsetSeconds());
  }

  @Override
  public HostEvent compensation(HostEvent.Compensation event) {
    return new HostEvent.Compensation(
        at(event.envelope()), event.restartedAt(), event.compensatedNanos());
  }

  @Override
  public GuestEvent profile(GuestEvent.Profile event) {
    return new GuestEvent.Profile(
        at(event.envelope()),
        event.clocksource(),
        event.tscKhz(),
        event.kernel(),
        event.os(),
        event.guestClass(),
        event.counterWhilePaused(),
        event.labels());
  }

  @Override
  public GuestEvent inventory(GuestEvent.Inventory event) {
    return new GuestEvent.Inventory(
        at(event.envelope()),
        event.realtimeNanos(),
        event.monotonicNanos(),
        event.boottimeNanos(),
        event.taiOffsetSeconds(),
        event.timers(),
        event.histogram());
  }

  @Override
  public GuestEvent clockObservation(GuestEvent.ClockObservation event) {
    return new GuestEvent.ClockObservation(
        at(event.envelope()), event.offsetNanos(), event.errorNanos(), event.status());
  }

  @Override
  public GuestEvent slept(GuestEvent.Slept event) {
    return new GuestEvent.Slept(at(event.envelope()), event.restartedAt(), event.sleptNanos());
  }

  @Override
  public GuestEvent reacted(GuestEvent.Reacted event) {
    return new GuestEvent.Reacted(
        at(event.envelope()),
        event.origin(),
        event.noticeSequence(),
        event.injectedNanos(),
        event.asSleep(),
        event.ntpReset(),
        event.cancelledTimers());
  }
}
