package io.lapse.ledger.simulation;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is under way. Most of it arrives at once, some after minutes, a little after hours, so that
 * it overtakes and is overtaken; some of it arrives twice. All of it arrives well within the
 * ledger's horizon of 24 h. What a host writes into its own log is there at once, and once.
 */
final class Network {
  private static final long TWICE_PER_MILLE = 20;
  private static final Comparator<Underway> ORDER =
      Comparator.comparing((Underway underway) -> underway.happening.at())
          .thenComparingLong(Underway::number);

  private final SplitMix64 dice;
  private final boolean isSlow;
  private final PriorityQueue<Underway> underway = new PriorityQueue<>(ORDER);
  private long sent;

  /** Something on its way; {@code number} keeps the order of sending where instants are equal. */
  private record Underway(Happening happening, long number) {}

  Network(FleetPlan plan) {
    this.dice = new SplitMix64(SplitMix64.hash(plan.deliverySeed(), SeedKey.DELIVERY));
    this.isSlow = plan.habits().logs().tellAll();
  }

  void send(long at, LedgerInput input) {
    put(new Happening.Arrived(new TaiInstant(at + delayNanos()), input));
    if (isSlow && dice.chance(TWICE_PER_MILLE)) {
      put(new Happening.Arrived(new TaiInstant(at + delayNanos()), input));
    }
  }

  /** The truth is told at once. */
  void tell(Happening.Ended ended) {
    put(ended);
  }

  private void put(Happening happening) {
    underway.add(new Underway(happening, sent++));
  }

  private long delayNanos() {
    if (!isSlow) {
      return 0;
    }
    long sort = dice.between(0, 99);
    if (sort < 90) {
      return dice.between(0, 2 * Nanos.SECOND);
    }
    return dice.logBetween(Nanos.SECOND, sort < 99 ? 10 * Nanos.MINUTE : 6 * Nanos.HOUR);
  }

  boolean isEmpty() {
    return underway.isEmpty();
  }

  /** Whether something arrives by {@code nanos} of true TAI. */
  boolean delivers(long nanos) {
    return !underway.isEmpty() && underway.element().happening.at().nanos() <= nanos;
  }

  Happening next() {
    return underway.remove().happening;
  }
}
