package io.lapse.ledger.policy;

import io.lapse.ledger.time.Interval;

/** Whether the host might have compensated an outage: Tout against the threshold T. */
public enum Verdict {
  /** Certainly below the threshold. */
  WITHIN,
  /** Certainly not below it, or certainly negative: the host must not compensate. */
  EXCEEDED,
  /** The interval straddles the threshold. */
  UNDECIDED;

  /**
   * Judges Tout.
   *
   * @param tout where the true Tout lies
   * @param thresholdNanos T; 0 means never
   */
  public static Verdict of(Interval tout, long thresholdNanos) {
    if (thresholdNanos == 0 || tout.lowNanos() >= thresholdNanos || tout.highNanos() < 0) {
      return EXCEEDED;
    }
    return tout.highNanos() < thresholdNanos ? WITHIN : UNDECIDED;
  }
}
