package io.lapse.ledger.account;

import io.lapse.ledger.time.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an outage of which both ends are known.
 *
 * @param toutNanos restart less stop; may be negative
 * @param toutErrorNanos give or take
 * @param advanceNanos by how much the guest's counter moved; positive forward
 * @param sleptNanos what the guest accounted for itself as sleep
 * @param sleptBasis null where it did not sleep
 * @param sleepErrorNanos what an assumed sleep may be off by
 */
public record Closing(
    long toutNanos,
    long toutErrorNanos,
    long advanceNanos,
    AmountBasis advanceBasis,
    long sleptNanos,
    @Nullable AmountBasis sleptBasis,
    long sleepErrorNanos) {

  /** Where the true Tout lies. */
  public Interval tout() {
    return Interval.around(toutNanos, toutErrorNanos);
  }

  /** What the stop and the restart alone leave unaccounted. */
  long unaccountedNanos() {
    return Math.subtractExact(Math.subtractExact(toutNanos, advanceNanos), sleptNanos);
  }

  /** What {@link #unaccountedNanos} may be off by. */
  long errorNanos() {
    return Math.addExact(toutErrorNanos, sleepErrorNanos);
  }
}
