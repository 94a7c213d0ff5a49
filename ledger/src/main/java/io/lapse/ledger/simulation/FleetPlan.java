package io.lapse.ledger.simulation;

import io.lapse.ledger.time.TaiInstant;

/**
 * What a simulated fleet follows from, and from nothing else.
 *
 * @param seed of everything that happens, and of what the network loses for good
 * @param guests how many; at least 1
 * @param hosts how many; at least 1; nothing migrates on one
 * @param durationNanos how long it is watched; positive
 * @param lossPerMille of how many episodes in a thousand one event is lost for good; 0 to 1,000
 * @param deliverySeed of delays and repetitions; it changes no truth and loses nothing
 * @param habits what life in it is like
 */
public record FleetPlan(
    long seed,
    int guests,
    int hosts,
    long durationNanos,
    int lossPerMille,
    long deliverySeed,
    FleetHabits habits) {

  /** When every fleet begins: 2026-01-05T00:00:00 UTC. */
  public static final TaiInstant START = new TaiInstant((1_767_571_200L + 37) * Nanos.SECOND);

  public static final int LOSS_PER_MILLE_DEFAULT = 20;

  public FleetPlan {
    requireAtLeast("guests", guests, 1);
    requireAtLeast("hosts", hosts, 1);
    requireAtLeast("durationNanos", durationNanos, 1);
    requireAtLeast("lossPerMille", lossPerMille, 0);
    if (lossPerMille > 1_000) {
      throw new IllegalArgumentException("lossPerMille must be at most 1000: " + lossPerMille);
    }
  }

  /** A wild fleet with the usual losses. */
  public static FleetPlan of(long seed, int guests, int hosts, int days) {
    return new FleetPlan(
        seed,
        guests,
        hosts,
        Math.multiplyExact(days, Nanos.DAY),
        LOSS_PER_MILLE_DEFAULT,
        seed,
        FleetHabits.WILD);
  }

  /** As many hosts and guests, living otherwise. */
  public FleetPlan with(FleetHabits newHabits) {
    return new FleetPlan(seed, guests, hosts, durationNanos, lossPerMille, deliverySeed, newHabits);
  }

  /** The same fleet, busier or quieter. */
  public FleetPlan withGap(long newGapNanos) {
    return with(habits.withGap(newGapNanos));
  }

  /** The same fleet under a better or a worse network. */
  public FleetPlan withLoss(int newLossPerMille) {
    return new FleetPlan(seed, guests, hosts, durationNanos, newLossPerMille, deliverySeed, habits);
  }

  /** The same fleet, the same losses, another order of arrival. */
  public FleetPlan withDelivery(long newDeliverySeed) {
    return new FleetPlan(seed, guests, hosts, durationNanos, lossPerMille, newDeliverySeed, habits);
  }

  long endNanos() {
    return Math.addExact(START.nanos(), durationNanos);
  }

  private static void requireAtLeast(String name, long value, long min) {
    if (value < min) {
      throw new IllegalArgumentException(name + " must be at least " + min + ": " + value);
    }
  }
}
