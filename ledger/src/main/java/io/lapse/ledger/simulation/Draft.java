package io.lapse.ledger.simulation;

/**
 * An episode before it is written: what, where, and when by true TAI.
 *
 * @param source where it begins
 * @param destination where it ends; the same host if the guest stays
 * @param second where a fork's second copy is restored; otherwise as {@code destination}
 * @param stopNanos when the guest stops
 * @param restartNanos when it runs again
 * @param againNanos when a fork's second copy runs; otherwise as {@code restartNanos}
 */
record Draft(
    Act act,
    SimulatedHost source,
    SimulatedHost destination,
    SimulatedHost second,
    long stopNanos,
    long restartNanos,
    long againNanos) {

  /** Announcements, inventories and migrations begin at most so long before the stop. */
  static final long LEAD_NANOS = 4 * Nanos.MINUTE;

  /** Claims and observations come at most so long after the last restart. */
  static final long TAIL_NANOS = 15 * Nanos.MINUTE;

  /** More than any clock is ever stepped by, or wrong by. */
  private static final long CLEAR_NANOS = 10 * Nanos.SECOND;

  Draft laterBy(long nanos) {
    return new Draft(
        act,
        source,
        destination,
        second,
        stopNanos + nanos,
        restartNanos + nanos,
        againNanos + nanos);
  }

  long beginNanos() {
    return stopNanos - LEAD_NANOS;
  }

  /** When it is all over, and the guest runs on. */
  long endNanos() {
    return againNanos + TAIL_NANOS;
  }

  /** Where the guest lives afterwards. */
  SimulatedHost home() {
    return second;
  }

  boolean staysHere() {
    return source == destination;
  }

  /**
   * Whether no clock is stepped, and no host fails, so near that it would blur the episode. A clock
   * may well be stepped while a guest stands still for long.
   */
  boolean isPossible() {
    long left = Math.min(restartNanos, stopNanos + Nanos.MINUTE) + Nanos.MINUTE;
    return source.isSteady(beginNanos(), left)
        && destination.isSteady(restartNanos - CLEAR_NANOS, restartNanos + TAIL_NANOS)
        && second.isSteady(againNanos - CLEAR_NANOS, endNanos())
        && destination.failure(restartNanos - TAIL_NANOS, restartNanos + TAIL_NANOS).isEmpty()
        && second.failure(againNanos - TAIL_NANOS, endNanos()).isEmpty();
  }
}
