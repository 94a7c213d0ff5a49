package io.lapse.ledger.fleet;

import io.lapse.ledger.time.Interval;
import java.math.BigInteger;

/**
 * What migrations in both directions say about the difference of two hosts' clocks. Tout from A to
 * B is the true length plus what B's clock is ahead of A's; from B to A it is the true length less
 * that. Where the true lengths are alike, the medians lie apart by twice the difference.
 *
 * <p>Medians, not means: one migration in a thousand that takes 5 s moves a mean by 5 ms, a median
 * not at all.
 *
 * <p>It cannot tell the clocks' difference from that of the delays with which the hosts report, nor
 * from migrations that are always slower in one direction. See docs/concepts/fleet-aggregates.md.
 */
public sealed interface PairBias {
  /** So many outages are needed in each direction: of fewer the bound on a median has no end. */
  int OUTAGES_MIN = 16;

  /** Nothing can be said. */
  record Unknown(Reason reason) implements PairBias {}

  /** Why nothing can be said. */
  enum Reason {
    /** Fewer than {@link #OUTAGES_MIN} migrations in one of the directions. */
    TOO_FEW,
    /** The middle half of one direction is more than twice as wide as that of the other. */
    UNLIKE
  }

  /**
   * The second host's clock less the first's; positive: the second is ahead.
   *
   * @param estimateNanos half the difference of the medians, rounded down
   * @param bounds where the true one lies if the lengths are alike: in 997 of 1,000 such samples
   * @param statedErrorNanos how far apart the clocks may be by what the hosts state: the mean error
   *     of Tout, of the direction where it is larger; rounded up
   */
  record Offset(long estimateNanos, Interval bounds, long statedErrorNanos, Standing standing)
      implements PairBias {}

  /** An offset against the stated errors. */
  enum Standing {
    /** Certainly no larger than the hosts admit. */
    WITHIN,
    /** The bounds lie across what they admit. */
    UNDECIDED,
    /** Certainly larger: one of the hosts' clocks is worse than it states. */
    BEYOND
  }

  /**
   * The bias of a pair.
   *
   * @param there migrations from the first host to the second
   * @param back those from the second to the first
   */
  static PairBias of(ToutStats there, ToutStats back) {
    if (there.count() < OUTAGES_MIN || back.count() < OUTAGES_MIN) {
      return new Unknown(Reason.TOO_FEW);
    }
    if (!Medians.isAlike(there.histogram(), back.histogram())) {
      return new Unknown(Reason.UNLIKE);
    }
    Interval first = Medians.bounds(there.histogram());
    Interval second = Medians.bounds(back.histogram());
    Interval bounds =
        new Interval(
            Math.floorDiv(Math.subtractExact(first.lowNanos(), second.highNanos()), 2),
            -Math.floorDiv(Math.subtractExact(second.lowNanos(), first.highNanos()), 2));
    long estimate =
        Math.floorDiv(
            Math.subtractExact(Medians.of(there.histogram()), Medians.of(back.histogram())), 2);
    long stated = Math.max(meanError(there), meanError(back));
    return new Offset(estimate, bounds, stated, standing(bounds, stated));
  }

  private static Standing standing(Interval bounds, long stated) {
    if (bounds.lowNanos() > stated || bounds.highNanos() < -stated) {
      return Standing.BEYOND;
    }
    boolean within = bounds.lowNanos() >= -stated && bounds.highNanos() <= stated;
    return within ? Standing.WITHIN : Standing.UNDECIDED;
  }

  /** Rounded up. */
  private static long meanError(ToutStats touts) {
    BigInteger count = BigInteger.valueOf(touts.count());
    return touts.errorSumNanos().add(count).subtract(BigInteger.ONE).divide(count).longValueExact();
  }
}
