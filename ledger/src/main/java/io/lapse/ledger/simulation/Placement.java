package io.lapse.ledger.simulation;

import java.util.ArrayList;
import java.util.List;

/** The hosts of a fleet, and where a guest may go. */
final class Placement {
  /** How long a drain takes at most; most guests leave in its first sixth. */
  static final long DRAIN_NANOS = 30 * Nanos.MINUTE;

  private static final int TRIES = 8;

  private final List<SimulatedHost> hosts = new ArrayList<>();

  Placement(FleetPlan plan) {
    for (int index = 0; index < plan.hosts(); index++) {
      hosts.add(SimulatedHost.of(plan.seed(), index, plan.habits()));
    }
  }

  boolean hasOthers() {
    return hosts.size() > 1;
  }

  SimulatedHost any(SplitMix64 dice) {
    return dice.oneOf(hosts);
  }

  /** Any host but this one, none that is being drained if possible; this one if it is alone. */
  SimulatedHost otherThan(SimulatedHost host, long at, SplitMix64 dice) {
    SimulatedHost other = otherThan(host, dice);
    for (int tries = 0; tries < TRIES && isBeingDrained(other, at); tries++) {
      other = otherThan(host, dice);
    }
    return other;
  }

  private static boolean isBeingDrained(SimulatedHost host, long at) {
    return host.drain(at - DRAIN_NANOS, at + DRAIN_NANOS).isPresent();
  }

  private SimulatedHost otherThan(SimulatedHost host, SplitMix64 dice) {
    if (!hasOthers()) {
      return host;
    }
    SimulatedHost other = dice.oneOf(hosts.subList(0, hosts.size() - 1));
    return other == host ? hosts.get(hosts.size() - 1) : other;
  }
}
