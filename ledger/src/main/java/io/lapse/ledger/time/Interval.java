package io.lapse.ledger.time;

/**
 * A bound on a quantity that is not known exactly; both ends belong to it.
 *
 * @param lowNanos the least value that it may have
 * @param highNanos the largest
 */
public record Interval(long lowNanos, long highNanos) {

  public Interval {
    if (lowNanos > highNanos) {
      throw new IllegalArgumentException(
          "lowNanos must not exceed highNanos: " + lowNanos + " > " + highNanos);
    }
  }

  /** {@code nanos} give or take {@code errorNanos}. */
  public static Interval around(long nanos, long errorNanos) {
    return new Interval(Math.subtractExact(nanos, errorNanos), Math.addExact(nanos, errorNanos));
  }
}
