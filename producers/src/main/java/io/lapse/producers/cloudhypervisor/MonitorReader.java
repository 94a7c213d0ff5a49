package io.lapse.producers.cloudhypervisor;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.source.HostEventSource;
import io.lapse.producers.source.Location;
import io.lapse.producers.source.ReaderMemory;
import io.lapse.producers.source.SourceInput;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the records of an event monitor, in order, to host events. */
final class MonitorReader {
  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private final MonitorClock clock;
  private VmmProcess process = new VmmProcess();

  /** A stop of which the next record says what it is for; null if there is none. */
  private @Nullable HeldStop held;

  MonitorReader(SourceInput input, HostEventSource.Sink sink) {
    this.input = input;
    this.sink = sink;
    this.clock = new MonitorClock(input);
  }

  /** What it has to be told to go on as this one. */
  ReaderMemory memory() {
    ReaderMemory memory =
        ReaderMemory.empty().put("process", process.memory()).put("clock", clock.memory());
    if (held != null) {
      memory.put("held", held.memory());
    }
    return memory;
  }

  static MonitorReader of(ReaderMemory memory, SourceInput input, HostEventSource.Sink sink) {
    MonitorReader reader = new MonitorReader(input, sink);
    reader.process = VmmProcess.of(memory.inner("process"));
    reader.clock.remember(memory.inner("clock"));
    if (memory.has("held")) {
      reader.held = HeldStop.of(memory.inner("held"), input.path());
    }
    return reader;
  }

  /** Takes the record that begins at {@code where}. */
  void take(MonitorEvent event, Location where) throws MalformedException {
    boolean ofVmm = event.source().equals("vmm") && event.name().equals("shutdown");
    if (!ofVmm && !event.source().equals("vm")) {
      return;
    }
    tellHeld(reasonBefore(event.name()));
    // The process moves first: that it stopped is true, whether or not the record says when.
    Optional<Function<Envelope, HostEvent>> happened = move(event.name());
    MonitorClock.Reading reading = clock.read(event);
    if (happened.isPresent()) {
      tell(happened.get(), new HeldStop(reading, where));
    }
  }

  private void tell(Function<Envelope, HostEvent> happened, HeldStop instant) {
    HostEvent told = happened.apply(envelope(clock.stamp(instant.reading())));
    if (told instanceof HostEvent.Stopped stopped && stopped.reason() == StopReason.PAUSE) {
      held = instant;
      return;
    }
    if (mayEndElsewhere(told)) {
      told = happened.apply(envelope(clock.stampBetweenProcesses(instant.reading())));
    }
    sink.accept(told, instant.where());
  }

  private static boolean mayEndElsewhere(HostEvent told) {
    return told instanceof HostEvent.Stopped
        || (told instanceof HostEvent.Restarted restarted
            && restarted.mode() != RestartMode.CONTINUED);
  }

  /** What a stop was for, by the record that follows it. */
  private static StopReason reasonBefore(String name) {
    return switch (name) {
      case "snapshotting", "snapshotted" -> StopReason.CHECKPOINT;
      case "migration-started" -> StopReason.MIGRATE;
      default -> StopReason.PAUSE;
    };
  }

  /** Nothing follows that could say more of a stop. */
  void end() {
    tellHeld(StopReason.PAUSE);
  }

  private void tellHeld(StopReason reason) {
    HeldStop stop = held;
    if (stop != null) {
      held = null;
      Stamp stamp =
          reason == StopReason.PAUSE
              ? clock.stamp(stop.reading())
              : clock.stampBetweenProcesses(stop.reading());
      sink.accept(new HostEvent.Stopped(envelope(stamp), reason, null), stop.where());
    }
  }

  private Optional<Function<Envelope, HostEvent>> move(String name) {
    return switch (name) {
      case "booted" -> process.booted() ? Optional.of(HostEvent.Started::new) : Optional.empty();
      case "paused" -> Optional.of(stopped(process.paused()));
      case "resumed" -> Optional.of(restarted(process.resumed()));
      case "restored" -> {
        process.restored();
        yield Optional.empty();
      }
      case "rebooting" -> {
        process.rebooting();
        yield Optional.empty();
      }
      case "rebooted" -> {
        process.rebooted();
        yield Optional.of(HostEvent.Reset::new);
      }
      case "shutdown", "deleted" ->
          process.ended() ? Optional.of(HostEvent.ShutDown::new) : Optional.empty();
      default -> migration(name);
    };
  }

  private Optional<Function<Envelope, HostEvent>> migration(String name) {
    return switch (name) {
      case "migration-started" -> migrated(MigrationStatus.ACTIVE, process.sends());
      case "migration-memory-iteration" -> {
        process.sends();
        yield Optional.empty();
      }
      case "migration-finished" -> migrated(MigrationStatus.COMPLETED, process.sent());
      case "migration-failed" -> migrated(MigrationStatus.FAILED, process.sent());
      case "migration-receive-ready" -> migrated(MigrationStatus.SETUP, process.receives());
      case "migration-receive-started" -> migrated(MigrationStatus.ACTIVE, process.receives());
      case "migration-receive-finished" -> migrated(MigrationStatus.COMPLETED, process.receives());
      case "migration-receive-failed" ->
          migrated(MigrationStatus.FAILED, process.receivedNothing());
      case "postcopy-migration-completed" ->
          migrated(MigrationStatus.COMPLETED, process.hasAllMemory());
      default -> Optional.empty();
    };
  }

  private static Function<Envelope, HostEvent> stopped(StopReason reason) {
    return envelope -> new HostEvent.Stopped(envelope, reason, null);
  }

  private Function<Envelope, HostEvent> restarted(RestartMode mode) {
    return envelope ->
        new HostEvent.Restarted(
            envelope, mode, null, input.counterWhilePaused(), null, List.of(), List.of());
  }

  private static Optional<Function<Envelope, HostEvent>> migrated(
      MigrationStatus status, MigrationRole role) {
    return Optional.of(envelope -> new HostEvent.Migration(envelope, status, role, null, null));
  }

  private Envelope envelope(Stamp stamp) {
    return new Envelope(
        Objects.requireNonNull(input.guest()), input.host(), stamp, Source.HYPERVISOR_LOG, null);
  }
}
