package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.MigrationRole;
import io.lapse.ledger.host.MigrationStatus;
import io.lapse.ledger.host.StopReason;
import org.jspecify.annotations.Nullable;

/** What both ends say of a migration, beside the stop and the restart. */
final class MigrationScript {
  private final Episode episode;
  private final Draft draft;
  private final SplitMix64 dice;
  private final HostLogs logs;
  private final boolean takesPart;
  private final @Nullable String id;

  /**
   * A script; it writes nothing where the draft is no migration.
   *
   * @param number of the episode in the guest's life: it makes the migration id
   */
  MigrationScript(
      Episode episode, Draft draft, GuestTraits guest, int number, HostLogs logs, SplitMix64 dice) {
    this.episode = episode;
    this.draft = draft;
    this.dice = dice;
    this.takesPart =
        draft.act().migrates()
            || draft.act() == Act.FAILED_MIGRATION
            || draft.act() == Act.GIVEN_UP;
    this.logs = logs;
    this.id = takesPart && logs.tellAll() && dice.chance(800) ? guest.name() + "-m" + number : null;
  }

  /** What pairs the stop with the restart; null if the source gives nothing. */
  @Nullable String id() {
    return id;
  }

  /** It begins, well before the guest stops. */
  void begin() {
    if (takesPart) {
      long setUp = draft.stopNanos() - dice.between(35 * Nanos.SECOND, 45 * Nanos.SECOND);
      if (draft.act().migrates() && !logs.tellAll()) {
        prepare(setUp - 5 * Nanos.MILLISECOND);
      }
      source(setUp, MigrationStatus.SETUP);
      source(setUp + 5 * Nanos.SECOND, MigrationStatus.ACTIVE);
    }
  }

  /** A hypervisor of its own waits for the guest; what manages it has nothing to say of that. */
  private void prepare(long at) {
    // Without it, what the guest does before it runs there would look like a stop of its own.
    episode.say(
        at,
        migration(at, draft.destination(), MigrationStatus.SETUP, MigrationRole.DESTINATION),
        Said.Loss.NEVER);
    long active = at + 7 * Nanos.MILLISECOND;
    say(active, draft.destination(), MigrationStatus.ACTIVE, MigrationRole.DESTINATION);
  }

  /** The guest stands still. */
  void switchOver() {
    long soon = Math.min(Nanos.MILLISECOND, (draft.restartNanos() - draft.stopNanos()) / 4);
    long stopped = draft.stopNanos() + soon;
    if (draft.act() == Act.POSTCOPY) {
      source(stopped, MigrationStatus.POSTCOPY);
    }
    if (draft.act() == Act.FAILED_MIGRATION) {
      source(stopped, failure());
    }
    if (draft.act().migrates() && dice.chance(300)) {
      // It has arrived, and has not run there yet.
      long arrived = draft.restartNanos() - soon;
      Envelope envelope = episode.on(draft.destination(), arrived);
      episode.say(arrived, new HostEvent.Stopped(envelope, StopReason.ARRIVAL, id));
    }
  }

  /** The guest runs at its destination; after a postcopy its memory is still on its way. */
  void complete() {
    if (!draft.act().migrates()) {
      return;
    }
    long lag = Nanos.MILLISECOND;
    if (draft.act() == Act.POSTCOPY) {
      lag = dice.between(5 * Nanos.SECOND, 50 * Nanos.SECOND);
    }
    long at = draft.restartNanos() + lag;
    source(at, MigrationStatus.COMPLETED);
    say(at, draft.destination(), MigrationStatus.COMPLETED, MigrationRole.DESTINATION);
    long gone = at + Nanos.SECOND;
    episode.say(gone, new HostEvent.ShutDown(episode.on(draft.source(), gone)));
  }

  /** It is given up before the guest stops. */
  void giveUp() {
    begin();
    source(draft.stopNanos(), failure());
  }

  private MigrationStatus failure() {
    return dice.chance(500) ? MigrationStatus.FAILED : MigrationStatus.CANCELLED;
  }

  private void source(long at, MigrationStatus status) {
    say(at, draft.source(), status, MigrationRole.SOURCE);
  }

  private void say(long at, SimulatedHost host, MigrationStatus status, MigrationRole role) {
    episode.say(at, migration(at, host, status, role));
  }

  private HostEvent migration(
      long at, SimulatedHost host, MigrationStatus status, MigrationRole role) {
    return new HostEvent.Migration(episode.on(host, at), status, role, id, null);
  }
}
