package io.lapse.ledger.simulation;

import java.util.ArrayList;
import java.util.List;

/** The hosts of a fleet, and where a guest may go. */
final class Placement {
  private final List<SimulatedHost> hosts = new ArrayList<>();

  Placement(FleetPlan plan) {
    for (int index = 0; index < plan.hosts(); index++) {
      hosts.add(SimulatedHost.of(plan.seed(), index));
    }
  }

  boolean hasOthers() {
    return hosts.size() > 1;
  }

  SimulatedHost any(SplitMix64 dice) {
    return dice.oneOf(hosts);
  }

  /** Any host but this one; this one if there is no other. */
  SimulatedHost otherThan(SimulatedHost host, SplitMix64 dice) {
    if (!hasOthers()) {
      return host;
    }
    SimulatedHost other = dice.oneOf(hosts.subList(0, hosts.size() - 1));
    return other == host ? hosts.get(hosts.size() - 1) : other;
  }
}
