package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Cooperation;

/** What is said to a guest before it is stopped, and what it does about it. */
final class Warnings {
  static final long DEADLINE_NANOS = 60 * Nanos.SECOND;

  private Warnings() {}

  /** Writes what comes before a stop, the beginning of a migration included. */
  static Cooperation write(
      Episode episode, Draft draft, MigrationScript migration, SplitMix64 dice) {
    boolean warned = draft.act() != Act.SLEEP && dice.chance(500);
    boolean late = warned && dice.chance(250);
    if (warned) {
      announce(episode, draft, draft.stopNanos() - (late ? 100 : 50) * Nanos.SECOND);
    }
    migration.begin();
    if (warned && (!late || dice.chance(500))) {
      long at = draft.stopNanos() - dice.between(5 * Nanos.SECOND, 20 * Nanos.SECOND);
      episode.say(at, new HostEvent.Quiesced(episode.on(draft.source(), at)));
    }
    if (draft.act() == Act.SLEEP) {
      return Cooperation.COOPERATIVE;
    }
    if (!warned) {
      return Cooperation.UNANNOUNCED;
    }
    return late ? Cooperation.FORCED : Cooperation.COOPERATIVE;
  }

  /** Tells a guest that it has {@link #DEADLINE_NANOS}. */
  static void announce(Episode episode, Draft draft, long at) {
    Envelope envelope = episode.on(draft.source(), at);
    episode.say(at, new HostEvent.Announced(envelope, envelope.stamp().at().plus(DEADLINE_NANOS)));
  }
}
