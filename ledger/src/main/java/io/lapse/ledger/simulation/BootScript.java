package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.host.HostEvent;

/** Writes down what is no outage: boots, the ends of processes, and noise. */
final class BootScript {
  private final Episode episode;
  private final GuestTraits guest;
  private final SplitMix64 dice;

  BootScript(Episode episode, GuestTraits guest, SplitMix64 dice) {
    this.episode = episode;
    this.guest = guest;
    this.dice = dice;
  }

  /** A process begins: the guest's clocks are right, and its first words say what it is. */
  void boot(SimulatedHost host, long at) {
    episode.say(at, new HostEvent.Started(episode.on(host, at)), Said.Loss.NEVER);
    long said = at + dice.between(Nanos.SECOND, 5 * Nanos.SECOND);
    episode.say(said, guest.profile(episode.inside(host, said)), Said.Loss.NEVER);
  }

  void reboot(Draft draft) {
    shutDown(draft, draft.stopNanos());
    boot(draft.destination(), draft.restartNanos());
  }

  /** It was warned, let the deadline pass, and is killed: a process ends, and no outage begins. */
  void kill(Draft draft) {
    long killed = draft.stopNanos();
    Warnings.announce(episode, draft, killed - Warnings.DEADLINE_NANOS - 10 * Nanos.SECOND);
    episode.say(killed, new HostEvent.Killed(episode.on(draft.source(), killed)));
    shutDown(draft, killed + Nanos.MILLISECOND);
    boot(draft.destination(), draft.restartNanos());
  }

  void starve(Draft draft) {
    long at = draft.stopNanos();
    Envelope envelope = episode.on(draft.source(), at);
    long forNanos = dice.logBetween(10 * Nanos.MILLISECOND, 5 * Nanos.SECOND);
    episode.say(at, new HostEvent.VcpuStarved(envelope, forNanos));
  }

  private void shutDown(Draft draft, long at) {
    episode.say(at, new HostEvent.ShutDown(episode.on(draft.source(), at)));
  }
}
