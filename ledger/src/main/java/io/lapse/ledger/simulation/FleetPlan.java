package io.lapse.ledger.simulation;

import io.lapse.ledger.time.TaiInstant;

/**
 * What a simulated fleet follows from, and from nothing else.
 *
 * @param seed of everything that happens, and of what the network loses for good
 * @param guests how many; at least 1
 * @param hosts how many; at least 1; nothing migrates on one
 * @param durationNanos how long it is watched; positive
 * @param gapNanos how long a guest runs between two episodes, in the mean; at least {@link
 *     #GAP_NANOS_MIN}
 * @param lossPerMille of how many episodes in a thousand one event is lost for good; 0 to 1,000
 * @param deliverySeed of delays and repetitions; it changes no truth and loses nothing
 */
public record FleetPlan(
    long seed,
    int guests,
    int hosts,
    long durationNanos,
    long gapNanos,
    int lossPerMille,
    long deliverySeed) {

  /** When every fleet begins: 2026-01-05T00:00:00 UTC. */
  public static final TaiInstant START = new TaiInstant((1_767_571_200L + 37) * Nanos.SECOND);

  /** Episodes closer than this could be mistaken for each other by hosts with wrong clocks. */
  public static final long GAP_NANOS_MIN = 10 * Nanos.MINUTE;

  /** Four or five episodes per guest and week. */
  public static final long GAP_NANOS_DEFAULT = 36 * Nanos.HOUR;

  public static final int LOSS_PER_MILLE_DEFAULT = 20;

  public FleetPlan {
    requireAtLeast("guests", guests, 1);
    requireAtLeast("hosts", hosts, 1);
    requireAtLeast("durationNanos", durationNanos, 1);
    requireAtLeast("gapNanos", gapNanos, GAP_NANOS_MIN);
    requireAtLeast("lossPerMille", lossPerMille, 0);
    if (lossPerMille > 1_000) {
      throw new IllegalArgumentException("lossPerMille must be at most 1000: " + lossPerMille);
    }
  }

  /** A fleet with the usual gaps and losses. */
  public static FleetPlan of(long seed, int guests, int hosts, int days) {
    return new FleetPlan(
        seed,
        guests,
        hosts,
        Math.multiplyExact(days, Nanos.DAY),
        GAP_NANOS_DEFAULT,
        LOSS_PER_MILLE_DEFAULT,
        seed);
  }

  /** The same fleet, busier or quieter. */
  public FleetPlan withGap(long newGapNanos) {
    return new FleetPlan(
        seed, guests, hosts, durationNanos, newGapNanos, lossPerMille, deliverySeed);
  }

  /** The same fleet under a better or a worse network. */
  public FleetPlan withLoss(int newLossPerMille) {
    return new FleetPlan(
        seed, guests, hosts, durationNanos, gapNanos, newLossPerMille, deliverySeed);
  }

  /** The same fleet, the same losses, another order of arrival. */
  public FleetPlan withDelivery(long newDeliverySeed) {
    return new FleetPlan(
        seed, guests, hosts, durationNanos, gapNanos, lossPerMille, newDeliverySeed);
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
