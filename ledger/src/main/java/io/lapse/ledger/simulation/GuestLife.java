package io.lapse.ledger.simulation;

import io.lapse.ledger.host.HostEvent;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One guest, episode by episode. It keeps what the next episode needs, and nothing of those before.
 *
 * <pre>
 *   boot  ->  gap, episode  ->  gap, episode  ->  ...  ->  the end of the plan
 *                 |
 *                 +- its host fails first: booted elsewhere, no outage
 * </pre>
 */
final class GuestLife {
  private static final int TRIES = 64;

  private final FleetPlan plan;
  private final Placement placement;
  private final GuestTraits guest;
  private final SplitMix64 dice;
  private final Losses losses;
  private final BlackoutDeck blackouts;
  private final HostLogs logs;

  private SimulatedHost home;
  private @Nullable String lastRestartHost;
  private long now;
  private long stepsReported;
  private long behindNanos;
  private int episodes;
  private boolean over;

  GuestLife(FleetPlan plan, Placement placement, BlackoutDeck blackouts, int index) {
    this.plan = plan;
    this.placement = placement;
    this.blackouts = blackouts;
    this.logs = plan.habits().logs();
    this.dice = new SplitMix64(SplitMix64.hash(plan.seed(), SeedKey.GUEST, index));
    this.guest = GuestTraits.draw(dice, index);
    this.losses =
        new Losses(plan.lossPerMille(), SplitMix64.hash(plan.seed(), SeedKey.LOSS, index));
    this.home = placement.any(dice);
    this.now = FleetPlan.START.nanos();
  }

  /** What happens next; null when the plan is over. */
  @Nullable Episode next() {
    if (over) {
      return null;
    }
    Episode episode = new Episode(guest.name(), dice);
    if (episodes == 0) {
      start(episode);
    } else {
      goOn(episode);
    }
    episodes++;
    HostEvent.@Nullable Restarted known = losses.lose(episode);
    if (known != null) {
      lastRestartHost = known.envelope().host();
    }
    return episode;
  }

  private void start(Episode episode) {
    long at = now + dice.between(0, 10 * Nanos.MINUTE);
    new BootScript(episode, guest, dice).boot(home, at);
    settle(home, at, at + Nanos.MINUTE);
  }

  private void settle(SimulatedHost host, long runsSince, long until) {
    home = host;
    stepsReported = runsSince;
    now = until;
  }

  private void goOn(Episode episode) {
    Draft draft = possibleDraft();
    OptionalLong failure = home.failure(now, draft.endNanos());
    if (failure.isPresent() && failure.getAsLong() < plan.endNanos()) {
      fail(episode, failure.getAsLong());
    } else if (draft.endNanos() > plan.endNanos() || !draft.isPossible()) {
      episode.reportSteps(home, stepsReported, plan.endNanos());
      over = true;
    } else {
      write(episode, draft);
    }
  }

  /** The host is gone, and with it the guest; nobody is left to say so. */
  private void fail(Episode episode, long at) {
    episode.reportSteps(home, stepsReported, at);
    SimulatedHost refuge = placement.otherThan(home, at, dice);
    long boot = at + Draft.TAIL_NANOS + Lengths.rebootNanos(dice);
    new BootScript(episode, guest, dice).boot(refuge, boot);
    behindNanos = 0;
    settle(refuge, boot, boot + Nanos.MINUTE);
  }

  private void write(Episode episode, Draft draft) {
    boolean comesBack = draft.source() == draft.destination() || draft.source() == draft.second();
    episode.reportSteps(home, stepsReported, comesBack ? draft.againNanos() : draft.stopNanos());
    MigrationScript migration = new MigrationScript(episode, draft, guest, episodes, logs, dice);
    BootScript boots = new BootScript(episode, guest, dice);
    switch (draft.act()) {
      case REBOOT -> boots.reboot(draft);
      case KILL -> boots.kill(draft);
      case STARVED -> boots.starve(draft);
      case GIVEN_UP -> migration.giveUp();
      case PAUSE, UPDATE, CHECKPOINT, SAVE, MIGRATION, POSTCOPY, FAILED_MIGRATION, FORK, SLEEP -> {
        boolean settled = lastRestartHost == null || lastRestartHost.equals(home.name());
        behindNanos =
            new OutageScript(episode, draft, guest, migration, behindNanos, logs, dice)
                .write(settled);
      }
    }
    if (draft.act() == Act.REBOOT || draft.act() == Act.KILL) {
      behindNanos = 0;
    }
    settle(draft.home(), draft.againNanos(), draft.endNanos());
  }

  private Draft possibleDraft() {
    Draft draft = draft();
    for (int tries = 0; tries < TRIES && !draft.isPossible(); tries++) {
      draft = draft.laterBy(7 * Nanos.MINUTE);
    }
    return draft;
  }

  private Draft draft() {
    long earliest = now + Draft.LEAD_NANOS + FleetHabits.GAP_NANOS_MIN;
    long gapNanosMax = 2 * (plan.habits().gapNanos() - FleetHabits.GAP_NANOS_MIN);
    Act act = possibleAct();
    long stop = earliest + dice.between(0, gapNanosMax);
    OptionalLong drain = home.drain(earliest - Placement.DRAIN_NANOS, stop);
    if (drain.isPresent() && placement.hasOthers() && !losses.inDoubt()) {
      act = Act.MIGRATION;
      long begin = Math.max(drain.getAsLong(), earliest);
      stop = begin + dice.between(0, Placement.DRAIN_NANOS / 6);
    }
    SimulatedHost destination = destination(act, stop);
    long restart = stop + lengthNanos(act);
    boolean forks = act == Act.FORK;
    return new Draft(
        act,
        home,
        destination,
        forks ? placement.otherThan(destination, stop, dice) : destination,
        stop,
        restart,
        forks ? restart + Lengths.forkNanos(dice) : restart);
  }

  private Act possibleAct() {
    Act act = Act.draw(dice, placement.hasOthers());
    if (act.migrates() && losses.inDoubt()) {
      // A stop may still be open: the latest one before the restart must be beyond doubt.
      return Act.PAUSE;
    }
    return act == Act.FORK && logs == HostLogs.QMP ? Act.SAVE : act;
  }

  private SimulatedHost destination(Act act, long at) {
    boolean elsewhere =
        switch (act) {
          case MIGRATION, POSTCOPY -> true;
          // To QMP a state that is restored elsewhere is a migration.
          case SAVE, FORK -> logs != HostLogs.QMP && dice.chance(600);
          case REBOOT, KILL -> dice.chance(300);
          case PAUSE, UPDATE, CHECKPOINT, FAILED_MIGRATION, SLEEP, STARVED, GIVEN_UP -> false;
        };
    return elsewhere ? placement.otherThan(home, at, dice) : home;
  }

  private long lengthNanos(Act act) {
    return switch (act) {
      case PAUSE -> Lengths.pauseNanos(dice);
      case UPDATE -> Lengths.updateNanos(dice);
      case CHECKPOINT -> Lengths.checkpointNanos(dice);
      case SAVE, FORK, SLEEP -> Lengths.restNanos(dice, plan.habits().restNanosMax());
      case MIGRATION, POSTCOPY -> blackouts.nextNanos();
      case FAILED_MIGRATION ->
          plan.habits().blackouts().bodyNanos(dice.between(0, Blackouts.WHOLE - 1));
      case REBOOT, KILL -> Lengths.rebootNanos(dice);
      case STARVED, GIVEN_UP -> 0;
    };
  }
}
