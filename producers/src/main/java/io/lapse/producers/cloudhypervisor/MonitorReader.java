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
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * From the records of an event monitor, in order, to host events. Another VMM may write to the same
 * path later: it is a process of its own, and has an anchor of its own.
 */
final class MonitorReader implements MonitorRecords {
  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private final Anchors anchors;
  private VmmStamps stamps = new VmmStamps();
  private VmmProcess process = new VmmProcess();
  private boolean isFirst = true;

  /** Of the process; null while its anchor is not known. */
  private @Nullable MonitorClock clock;

  /** Whether it was told that no anchor is known. */
  private boolean isUnknownTold;

  /** A stop of which the next record says what it is for; null if there is none. */
  private @Nullable HeldStop held;

  /** A reader that goes on from {@code memory}; null if it is the first. */
  MonitorReader(
      SourceInput input,
      HostEventSource.Sink sink,
      Anchors anchors,
      @Nullable ReaderMemory memory) {
    this.input = input;
    this.sink = sink;
    this.anchors = anchors;
    if (memory != null) {
      remember(memory);
    }
  }

  @Override
  public ReaderMemory memory() {
    ReaderMemory memory =
        ReaderMemory.empty()
            .put("stamps", stamps.memory())
            .put("process", process.memory())
            .put("is_first", isFirst)
            .put("is_unknown_told", isUnknownTold);
    if (clock != null) {
      memory.put("clock", clock.memory());
    }
    if (held != null) {
      memory.put("held", held.memory());
    }
    return memory;
  }

  private void remember(ReaderMemory memory) {
    stamps = VmmStamps.of(memory.inner("stamps"));
    process = VmmProcess.of(memory.inner("process"));
    isFirst = memory.flag("is_first");
    isUnknownTold = memory.flag("is_unknown_told");
    if (memory.has("clock")) {
      clock = MonitorClock.of(memory.inner("clock"), input);
    }
    if (memory.has("held")) {
      held = HeldStop.of(memory.inner("held"), input.path());
    }
  }

  @Override
  public void take(MonitorEvent event, Location where) throws MalformedException {
    OptionalLong sinceStart = event.sinceStart();
    if (sinceStart.isPresent() && stamps.beginAnew(event, sinceStart.getAsLong(), where)) {
      beginAnew();
    }
    boolean ofVmm = event.source().equals("vmm") && event.name().equals("shutdown");
    if (!ofVmm && !event.source().equals("vm")) {
      return;
    }
    tellHeld(reasonBefore(event.name()));
    // The process moves first: that it stopped is true, whether or not the record says when.
    Optional<Function<Envelope, HostEvent>> happened = move(event.name());
    MonitorClock known = clockOrNull(event, where);
    if (known == null) {
      return;
    }
    MonitorClock.Reading reading = known.read(event);
    if (happened.isPresent()) {
      tell(happened.get(), new HeldStop(reading, where), known);
    }
  }

  /** What the VMM before left open will not be told by this one. */
  private void beginAnew() {
    end();
    process = new VmmProcess();
    isFirst = false;
    if (clock != null) {
      clock = null;
      isUnknownTold = false;
    }
  }

  /** Null where it is not known, and that was told. */
  private @Nullable MonitorClock clockOrNull(MonitorEvent event, Location where)
      throws MalformedException {
    if (clock != null) {
      return clock;
    }
    long sinceStartNanos = event.sinceStartNanos();
    try {
      clock = new MonitorClock(input, anchors.of(isFirst, where, sinceStartNanos));
      return clock;
    } catch (MalformedException e) {
      if (isUnknownTold) {
        return null;
      }
      isUnknownTold = true;
      throw e;
    }
  }

  private void tell(Function<Envelope, HostEvent> happened, HeldStop instant, MonitorClock clock) {
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
  @Override
  public void end() {
    tellHeld(StopReason.PAUSE);
  }

  private void tellHeld(StopReason reason) {
    HeldStop stop = held;
    if (stop != null) {
      held = null;
      MonitorClock clock = Objects.requireNonNull(this.clock, "it was stamped by a clock");
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
