package io.lapse.ledger.policy;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.time.TaiInstant;

/**
 * What may be done to the time of a class of guests: versioned data, never changed in place.
 *
 * @param guestClass the class of guests that it holds for
 * @param version its number within the class; every verdict names it
 * @param effectiveFrom the event time from which it holds
 * @param thresholdNanos TOLERABLE_THRESHOLD; 0: never compensate
 * @param blackoutLimitNanos the operator's own limit on an outage
 * @param toleranceNanos unaccounted time that may stay, either sign
 * @param injectAs how a guest injects what remains
 * @param reactionDelayNanos how long after its restart an emulated guest reacts
 * @param afterDeadline what happens to a guest that does not quiesce in time
 * @param cooperationDeadlineNanos how long a guest that was warned may take
 * @param announcements whether a warning is due at all
 * @param massExpiryLimit how many timers may fall due at once
 * @param openOutageLimitNanos how long an outage may stay open before the live application speaks
 * @param driftPpm how fast a host's clock may run off between two of its own stamps
 */
public record Policy(
    String guestClass,
    int version,
    TaiInstant effectiveFrom,
    long thresholdNanos,
    long blackoutLimitNanos,
    long toleranceNanos,
    InjectAs injectAs,
    long reactionDelayNanos,
    AfterDeadline afterDeadline,
    long cooperationDeadlineNanos,
    Announcements announcements,
    long massExpiryLimit,
    long openOutageLimitNanos,
    long driftPpm) {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Holds from the beginning, for every guest that no other policy is made for. */
  public static final Policy DEFAULT =
      new Policy(
          "default",
          0,
          new TaiInstant(0),
          0,
          SECOND_NANOS,
          100_000_000L,
          InjectAs.OFFSET,
          0,
          AfterDeadline.FORCE,
          60 * SECOND_NANOS,
          Announcements.OPTIONAL,
          1_000,
          600 * SECOND_NANOS,
          50);

  public Policy {
    requireNotNegative("version", version);
    requireNotNegative("threshold_ns", thresholdNanos);
    requireNotNegative("blackout_limit_ns", blackoutLimitNanos);
    requireNotNegative("tolerance_ns", toleranceNanos);
    requireNotNegative("reaction_delay_ns", reactionDelayNanos);
    requireNotNegative("cooperation_deadline_ns", cooperationDeadlineNanos);
    requireNotNegative("mass_expiry_limit", massExpiryLimit);
    requireNotNegative("open_outage_limit_ns", openOutageLimitNanos);
    requireNotNegative("drift_ppm", driftPpm);
  }

  /** {@code class@version}. */
  public String name() {
    return guestClass + "@" + version;
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
