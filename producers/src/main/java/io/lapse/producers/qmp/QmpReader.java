package io.lapse.producers.qmp;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
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

/** From the messages of a QMP log, in order, to host events. */
final class QmpReader {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SourceInput input;
  private final HostEventSource.Sink sink;
  private QemuProcess process = new QemuProcess();

  /** Whether the process has said that it ends. */
  private boolean ended;

  /** The last migration, if it took the guest away, until its downtime is known. */
  private HostEvent.@Nullable Migration departed;

  QmpReader(SourceInput input, HostEventSource.Sink sink) {
    this.input = input;
    this.sink = sink;
  }

  /** What it has to be told to go on as this one. */
  ReaderMemory memory() {
    ReaderMemory memory = ReaderMemory.empty().put("process", process.memory()).put("ended", ended);
    if (departed != null) {
      memory.put("departed_tai_ns", departed.stamp().at().nanos());
    }
    return memory;
  }

  static QmpReader of(ReaderMemory memory, SourceInput input, HostEventSource.Sink sink) {
    QmpReader reader = new QmpReader(input, sink);
    reader.process = QemuProcess.of(memory.inner("process"));
    reader.ended = memory.flag("ended");
    if (memory.has("departed_tai_ns")) {
      TaiInstant at = new TaiInstant(memory.number("departed_tai_ns"));
      reader.departed =
          new HostEvent.Migration(
              reader.envelope(QmpTimestamp.stamp(at, input.clockErrorNanos())),
              MigrationStatus.COMPLETED,
              MigrationRole.SOURCE,
              null,
              null);
    }
    return reader;
  }

  /** Takes the message that stands at {@code where}. */
  void take(QmpMessage message, Location where) throws MalformedException {
    Optional<HostEvent> event = message.match(new Reading());
    event.ifPresent(happened -> sink.accept(happened, where));
  }

  boolean hasEnded() {
    return ended;
  }

  /** See {@link QemuProcess#unseenBefore}. */
  Optional<String> unseenBefore(QmpMessage.RunState runState) {
    return process.unseenBefore(runState.status(), runState.running());
  }

  /** See {@link QemuProcess#leaving}. */
  void leaving(boolean underWay) {
    process.leaving(underWay);
  }

  private final class Reading implements QmpMessage.Cases<Optional<HostEvent>> {
    /** QEMU greets each client that connects: only after its end is it another process. */
    @Override
    public Optional<HostEvent> greeting() {
      if (ended) {
        process = new QemuProcess();
        departed = null;
        ended = false;
      }
      return Optional.empty();
    }

    @Override
    public Optional<HostEvent> runState(QmpMessage.RunState runState) {
      process.status(runState.status(), runState.running());
      return Optional.empty();
    }

    /** A reply has no time: it is told as of the event that it is about, or not at all. */
    @Override
    public Optional<HostEvent> migrated(QmpMessage.Migrated migrated) {
      HostEvent.Migration known = departed;
      departed = null;
      return Optional.ofNullable(known)
          .map(
              end ->
                  new HostEvent.Migration(
                      end.envelope(),
                      end.status(),
                      end.role(),
                      null,
                      migrated.downtimeMillis() * NANOS_PER_MILLI));
    }

    @Override
    public Optional<HostEvent> other() {
      return Optional.empty();
    }

    @Override
    public Optional<HostEvent> event(QmpMessage.Event event) throws MalformedException {
      // The process moves first: that it stopped is true, whether or not the line says when.
      Optional<Function<Envelope, HostEvent>> happened = move(event);
      Envelope envelope = envelope(event);
      return happened.map(make -> make.apply(envelope));
    }
  }

  private Optional<Function<Envelope, HostEvent>> move(QmpMessage.Event event)
      throws MalformedException {
    return switch (event.name()) {
      case "STOP" -> Optional.of(stopped(process.stop()));
      case "RESUME" -> Optional.of(resumed(process.resume()));
      case "SUSPEND" -> {
        process.suspend();
        yield Optional.of(stopped(StopReason.SLEEP));
      }
      case "WAKEUP" -> {
        process.wakeUp();
        yield Optional.of(restarted(RestartMode.WAKEUP));
      }
      case "MIGRATION" -> Optional.of(migration(statusOf(event)));
      case "SHUTDOWN" -> {
        ended = true;
        yield Optional.of(HostEvent.ShutDown::new);
      }
      case "RESET" -> {
        if (isByGuest(event)) {
          process.showsThatItRan();
        }
        yield Optional.of(HostEvent.Reset::new);
      }
      case "MIGRATION_PASS" -> {
        process.migrationPass();
        yield Optional.empty();
      }
      case "RTC_CHANGE", "WATCHDOG", "GUEST_PANICKED" -> {
        process.showsThatItRan();
        yield Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Function<Envelope, HostEvent> stopped(StopReason reason) {
    return envelope -> new HostEvent.Stopped(envelope, reason, null);
  }

  private Function<Envelope, HostEvent> resumed(Optional<RestartMode> mode) {
    return mode.map(this::restarted).orElse(HostEvent.Started::new);
  }

  private Function<Envelope, HostEvent> restarted(RestartMode mode) {
    return envelope ->
        new HostEvent.Restarted(
            envelope, mode, null, input.counterWhilePaused(), null, List.of(), List.of());
  }

  private Function<Envelope, HostEvent> migration(MigrationStatus status) {
    MigrationRole role = process.migration(status);
    departed = null;
    return envelope -> {
      HostEvent.Migration moved = new HostEvent.Migration(envelope, status, role, null, null);
      departed = isDeparture(moved) ? moved : null;
      return moved;
    };
  }

  private static boolean isDeparture(HostEvent.Migration moved) {
    return moved.status() == MigrationStatus.COMPLETED && moved.role() == MigrationRole.SOURCE;
  }

  private static MigrationStatus statusOf(QmpMessage.Event event) throws MalformedException {
    if (event.data() == null) {
      throw new MalformedException("MIGRATION has no data: expected {\"status\": ...}");
    }
    String status = event.data().text("status");
    return switch (status) {
      case "setup" -> MigrationStatus.SETUP;
      case "active" -> MigrationStatus.ACTIVE;
      case "completed" -> MigrationStatus.COMPLETED;
      case "failed" -> MigrationStatus.FAILED;
      case "cancelled" -> MigrationStatus.CANCELLED;
      default -> status.startsWith("postcopy-") ? MigrationStatus.POSTCOPY : MigrationStatus.OTHER;
    };
  }

  private static boolean isByGuest(QmpMessage.Event event) throws MalformedException {
    return event.data() != null && event.data().flagOr("guest", false);
  }

  private Envelope envelope(QmpMessage.Event event) throws MalformedException {
    QmpFields timestamp = event.timestamp();
    if (timestamp == null) {
      throw QmpTimestamp.missing(event.name(), "no timestamp");
    }
    return envelope(QmpTimestamp.read(event.name(), timestamp, input.clockErrorNanos()));
  }

  private Envelope envelope(Stamp stamp) {
    return new Envelope(
        Objects.requireNonNull(input.guest()), input.host(), stamp, Source.QMP, null);
  }
}
