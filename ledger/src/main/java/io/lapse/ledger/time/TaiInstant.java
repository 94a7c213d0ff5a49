package io.lapse.ledger.time;

/**
 * An instant on the TAI scale: what Linux's {@code CLOCK_TAI} returns.
 *
 * @param nanos nanoseconds since 1970-01-01T00:00:00 TAI; negative before it
 */
public record TaiInstant(long nanos) implements Comparable<TaiInstant> {

  /** From this instant to {@code later}; negative if {@code later} is earlier. */
  public long nanosUntil(TaiInstant later) {
    return Math.subtractExact(later.nanos, nanos);
  }

  /** This instant moved by {@code deltaNanos}, either sign. */
  public TaiInstant plus(long deltaNanos) {
    return new TaiInstant(Math.addExact(nanos, deltaNanos));
  }

  public boolean isBefore(TaiInstant other) {
    return nanos < other.nanos;
  }

  public boolean isAfter(TaiInstant other) {
    return nanos > other.nanos;
  }

  @Override
  public int compareTo(TaiInstant other) {
    return Long.compare(nanos, other.nanos);
  }
}
