package io.lapse.producers.libvirt;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the sink what one line says of one guest. */
final class Teller implements Telling {
  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private final Envelope envelope;
  private final Location where;

  Teller(
      SourceInput input, HostEventSource.Sink sink, String guest, TaiInstant at, Location where) {
    this.input = input;
    this.sink = sink;
    this.envelope =
        new Envelope(
            guest,
            input.host(),
            VirshTimestamp.stamp(at, input.clockErrorNanos()),
            Source.LIBVIRT,
            null);
    this.where = where;
  }

  @Override
  public void stopped(StopReason reason) {
    tell(new HostEvent.Stopped(envelope, reason, null));
  }

  @Override
  public void restarted(RestartMode mode) {
    tell(
        new HostEvent.Restarted(
            envelope, mode, null, input.counterWhilePaused(), null, List.of(), List.of()));
  }

  @Override
  public void started() {
    tell(new HostEvent.Started(envelope));
  }

  @Override
  public void shutDown() {
    tell(new HostEvent.ShutDown(envelope));
  }

  @Override
  public void migrating() {
    migration(MigrationStatus.ACTIVE, MigrationRole.SOURCE, null);
  }

  void migration(MigrationStatus status, MigrationRole role, @Nullable Long downtimeNanos) {
    tell(new HostEvent.Migration(envelope, status, role, null, downtimeNanos));
  }

  void reset() {
    tell(new HostEvent.Reset(envelope));
  }

  private void tell(HostEvent event) {
    sink.accept(event, where);
  }
}
