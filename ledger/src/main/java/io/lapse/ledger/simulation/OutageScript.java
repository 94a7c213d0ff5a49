package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.CounterWhilePaused;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down an episode in which a guest stops and runs again. */
final class OutageScript {
  private final Episode episode;
  private final Draft draft;
  private final GuestTraits guest;
  private final SplitMix64 dice;
  private final MigrationScript migration;
  private final HostLogs logs;
  private final boolean inWords;
  private long behindNanos;
  private HostEvent.@Nullable Stopped stop;
  private Cooperation cooperation = Cooperation.UNANNOUNCED;

  /**
   * A restart as it was said.
   *
   * @param stated its stamp, which claims name
   * @param claimed whether a later event says how far the counter was advanced
   */
  private record Restart(
      SimulatedHost host, TrueOutage outage, TaiInstant stated, boolean claimed) {}

  /**
   * A script.
   *
   * @param behindNanos by how much the guest's wall clock is behind TAI
   */
  OutageScript(
      Episode episode,
      Draft draft,
      GuestTraits guest,
      MigrationScript migration,
      long behindNanos,
      HostLogs logs,
      SplitMix64 dice) {
    this.episode = episode;
    this.draft = draft;
    this.guest = guest;
    this.dice = dice;
    this.migration = migration;
    this.behindNanos = behindNanos;
    this.logs = logs;
    // QMP never says 'saved': the end of the process tells, and on one host only.
    this.inWords =
        logs == HostLogs.VIRSH
            || draft.act() != Act.SAVE
            || !draft.staysHere()
            || (logs == HostLogs.EVENTS && dice.chance(700));
  }

  /**
   * Writes it.
   *
   * @param settled whether the guest's last restart was here: only then may the stop get lost
   * @return by how much the guest's wall clock is behind TAI in the end
   */
  long write(boolean settled) {
    if (dice.chance(250)) {
      long at = draft.stopNanos() - dice.between(2 * Nanos.MINUTE, 3 * Nanos.MINUTE);
      Envelope envelope = episode.inside(draft.source(), at);
      episode.say(at, Timers.inventory(envelope, guest, at, behindNanos, dice));
    }
    cooperation = Warnings.write(episode, draft, migration, dice);
    stop = stop(settled);
    meanwhile();
    long behindAtStop = behindNanos;
    Restart first = restart(draft.destination(), draft.restartNanos());
    migration.complete();
    claim(first);
    if (draft.act() == Act.FORK) {
      behindNanos = behindAtStop;
      Restart again = restart(draft.second(), draft.againNanos());
      long gone = draft.againNanos() + 2 * Nanos.SECOND;
      episode.say(gone, new HostEvent.ShutDown(episode.on(draft.destination(), gone)));
      claim(again);
    }
    observe();
    return behindNanos;
  }

  private HostEvent.Stopped stop(boolean settled) {
    HostEvent.Stopped stopped =
        new HostEvent.Stopped(
            episode.on(draft.source(), draft.stopNanos()), reason(), migration.id());
    boolean told = draft.act().migrates() || (settled && !draft.act().saves());
    episode.say(draft.stopNanos(), stopped, told ? Said.Loss.OF_AN_END : Said.Loss.NEVER);
    return stopped;
  }

  private StopReason reason() {
    return switch (draft.act()) {
      case PAUSE, UPDATE -> dice.chance(700) ? StopReason.PAUSE : StopReason.UNKNOWN;
      case CHECKPOINT -> StopReason.CHECKPOINT;
      case SAVE, FORK -> inWords || !logs.tellAll() ? StopReason.SAVE : StopReason.UNKNOWN;
      case MIGRATION, POSTCOPY, FAILED_MIGRATION -> StopReason.MIGRATE;
      case SLEEP -> StopReason.SLEEP;
      case REBOOT, KILL, STARVED, GIVEN_UP -> throw notAnOutage();
    };
  }

  private IllegalStateException notAnOutage() {
    return new IllegalStateException("act must be an outage: " + draft.act());
  }

  /** What is said while the guest stands still. */
  private void meanwhile() {
    migration.switchOver();
    if (draft.act().saves()) {
      long gone = draft.stopNanos() + dice.between(Nanos.MILLISECOND, 5 * Nanos.SECOND);
      Envelope envelope = episode.on(draft.source(), gone);
      Said.Loss loss = inWords ? Said.Loss.POSSIBLE : Said.Loss.NEVER;
      episode.say(gone, new HostEvent.ShutDown(envelope), loss);
    }
    long stoodNanos = draft.restartNanos() - draft.stopNanos();
    if (draft.act() == Act.PAUSE && stoodNanos > 10 * Nanos.SECOND && dice.chance(50)) {
      long reset = draft.stopNanos() + stoodNanos / 2;
      episode.say(reset, new HostEvent.Reset(episode.on(draft.source(), reset)));
    }
  }

  /** The guest runs again; what it claims comes later. */
  private Restart restart(SimulatedHost host, long at) {
    HostEvent.Stopped stopped = Objects.requireNonNull(stop);
    Envelope envelope = episode.on(host, at);
    long trueNanos = at - draft.stopNanos();
    long statedNanos = stopped.stamp().at().nanosUntil(envelope.stamp().at());
    CounterMove move = CounterMove.draw(draft, guest, trueNanos, statedNanos, logs, dice);
    HostEvent.Restarted restarted =
        new HostEvent.Restarted(
            envelope,
            mode(),
            migration.id(),
            dice.chance(500) ? guest.counter() : CounterWhilePaused.UNKNOWN,
            move.claimedNanos(),
            move.tscBefore(),
            move.tscAfter());
    episode.say(at, restarted, lossOf(restarted.mode()));
    long sleptNanos = draft.act() == Act.SLEEP ? sleptNanos() : 0;
    behindNanos += trueNanos - move.nanos() - sleptNanos;
    TrueOutage outage =
        new TrueOutage(
            guest.name(),
            draft.act().kind(logs),
            draft.source().name(),
            host.name(),
            new TaiInstant(draft.stopNanos()),
            new TaiInstant(at),
            move.nanos(),
            sleptNanos,
            true);
    episode.end(new Happening.Ended(outage.restartedAt(), outage, stopped, restarted, cooperation));
    return new Restart(host, outage, envelope.stamp().at(), move.claimedLater());
  }

  /** Whoever reads a log takes the next stop for part of an arrival that was never completed. */
  private Said.Loss lossOf(RestartMode mode) {
    boolean arrives = mode == RestartMode.INCOMING || mode == RestartMode.RESTORED;
    return arrives && !logs.tellAll() ? Said.Loss.NEVER : Said.Loss.OF_AN_END;
  }

  private RestartMode mode() {
    return switch (draft.act()) {
      case MIGRATION, POSTCOPY -> RestartMode.INCOMING;
      case SAVE, FORK -> inWords ? RestartMode.RESTORED : RestartMode.INCOMING;
      case SLEEP -> RestartMode.WAKEUP;
      case PAUSE, UPDATE, CHECKPOINT, FAILED_MIGRATION -> RestartMode.CONTINUED;
      case REBOOT, KILL, STARVED, GIVEN_UP -> throw notAnOutage();
    };
  }

  /** The guest reads its sleep from an RTC that counts whole seconds. */
  private long sleptNanos() {
    long from = Math.floorDiv(draft.stopNanos(), Nanos.SECOND);
    return (Math.floorDiv(draft.restartNanos(), Nanos.SECOND) - from) * Nanos.SECOND;
  }

  private void claim(Restart restart) {
    long at =
        restart.outage.restartedAt().nanos() + dice.between(60 * Nanos.SECOND, 100 * Nanos.SECOND);
    if (restart.claimed) {
      Envelope envelope = episode.on(restart.host, at);
      long nanos = restart.outage.compensatedNanos();
      episode.say(at, new HostEvent.Compensation(envelope, restart.stated, nanos));
    }
    if (draft.act() == Act.SLEEP && dice.chance(700)) {
      Envelope envelope = episode.inside(restart.host, at);
      long nanos = restart.outage.sleptNanos();
      episode.say(at, new GuestEvent.Slept(envelope, restart.stated, nanos));
    }
  }

  /** The guest's clock is compared: often it has been repaired by then, sometimes only later. */
  private void observe() {
    long at = draft.againNanos() + dice.between(4 * Nanos.MINUTE, 6 * Nanos.MINUTE);
    if (dice.chance(400)) {
      return;
    }
    if (dice.chance(200)) {
      observe(at, "unsynchronised");
      at += 5 * Nanos.MINUTE;
    }
    behindNanos = dice.between(-400 * Nanos.MICROSECOND, 400 * Nanos.MICROSECOND);
    observe(at, "synchronised");
  }

  private void observe(long at, String status) {
    long errorNanos = 2 * Nanos.MILLISECOND;
    long offsetNanos = behindNanos + dice.between(-errorNanos, errorNanos);
    Envelope envelope = episode.inside(draft.home(), at);
    episode.say(at, new GuestEvent.ClockObservation(envelope, offsetNanos, errorNanos, status));
  }
}
