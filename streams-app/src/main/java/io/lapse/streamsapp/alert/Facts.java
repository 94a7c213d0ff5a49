package io.lapse.streamsapp.alert;

import io.lapse.ledger.policy.Violation;

/** What can be repaired, and what has simply been. */
public final class Facts {
  private Facts() {}

  /**
   * Whether a violation tells of something past: no event will ever repair it, and only a
   * correction takes it back. The others stand until an event ends them.
   */
  public static boolean isFact(Violation violation) {
    return switch (violation) {
      case UNACCOUNTED_TIME,
          NOTICE_IGNORED,
          SEQUENCE_GAP,
          MISSING_RESTART,
          OPEN_OUTAGE,
          UNTRUSTED_EVENT ->
          false;
      case COMPENSATED_ABOVE_THRESHOLD,
          BLACKOUT_EXCEEDED,
          UNEQUAL_COMPENSATION,
          OVERCOMPENSATED,
          FALSE_CLAIM,
          CATCH_UP_LIMIT_EXCEEDED,
          MASS_EXPIRY,
          FORCED_AFTER_DEADLINE,
          NOT_KILLED,
          UNANNOUNCED,
          BACKWARDS_TIME,
          HOST_CLOCK_UNTRUSTED,
          CONFLICTING_RESTART,
          MISSING_STOP ->
          true;
    };
  }
}
