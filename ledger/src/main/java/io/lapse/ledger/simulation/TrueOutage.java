package io.lapse.ledger.simulation;

import io.lapse.ledger.time.TaiInstant;

/**
 * An outage as it really was.
 *
 * @param stoppedAt true TAI, not what the host's clock said
 * @param restartedAt true TAI, after {@code stoppedAt}
 * @param compensatedNanos by how much the guest's counter really advanced over it
 * @param sleptNanos how much sleep the guest really added
 * @param reported false where the network lost one of its events for good
 */
public record TrueOutage(
    String guest,
    Kind kind,
    String sourceHost,
    String destinationHost,
    TaiInstant stoppedAt,
    TaiInstant restartedAt,
    long compensatedNanos,
    long sleptNanos,
    boolean reported) {

  /** What an outage was, by the words of the ledger. */
  public enum Kind {
    /** On one host, in one process. */
    PAUSE,
    /** Its state went through a saved image. */
    SNAPSHOT,
    /** From one host to another. */
    MIGRATION
  }

  public TrueOutage {
    if (!stoppedAt.isBefore(restartedAt)) {
      throw new IllegalArgumentException(
          "restartedAt must be after stoppedAt: " + stoppedAt + ", " + restartedAt);
    }
  }

  /** How long the guest's vCPUs did not run; positive. */
  public long toutNanos() {
    return stoppedAt.nanosUntil(restartedAt);
  }

  TrueOutage unreported() {
    return new TrueOutage(
        guest,
        kind,
        sourceHost,
        destinationHost,
        stoppedAt,
        restartedAt,
        compensatedNanos,
        sleptNanos,
        false);
  }
}
