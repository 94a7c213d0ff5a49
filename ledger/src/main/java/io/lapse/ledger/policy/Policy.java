package io.lapse.ledger.policy;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.time.TaiInstant;

/**
 * What may be done to the time of a class of guests: versioned data, never changed in place. Each
 * value is one that can be; whether they go together is for {@link PolicyConflicts} to say.
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

  /** 100 years: added to any instant of this century, it still fits 64 bits. */
  public static final long DURATION_NANOS_MAX = 36_525L * 86_400 * 1_000_000_000;

  /** More timers than any inventory can hold. */
  public static final long EXPIRY_LIMIT_MAX = 1_000_000_000;

  /** A clock that runs off by as much as passes tells no time. */
  public static final long DRIFT_PPM_MAX = 1_000_000;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Holds from the beginning, for every guest that no other policy is made for. */
  public static final Policy DEFAULT =
      new Policy(
          GuestEvent.Profile.DEFAULT_CLASS,
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
    if (guestClass.isEmpty()) {
      throw new IllegalArgumentException("class must not be empty");
    }
    requireWithin("version", version, Integer.MAX_VALUE);
    requireWithin("effective_from_tai_ns", effectiveFrom.nanos(), Long.MAX_VALUE);
    requireWithin("threshold_ns", thresholdNanos, DURATION_NANOS_MAX);
    requireWithin("blackout_limit_ns", blackoutLimitNanos, DURATION_NANOS_MAX);
    requireWithin("tolerance_ns", toleranceNanos, DURATION_NANOS_MAX);
    requireWithin("reaction_delay_ns", reactionDelayNanos, DURATION_NANOS_MAX);
    requireWithin("cooperation_deadline_ns", cooperationDeadlineNanos, DURATION_NANOS_MAX);
    requireWithin("mass_expiry_limit", massExpiryLimit, EXPIRY_LIMIT_MAX);
    requireWithin("open_outage_limit_ns", openOutageLimitNanos, DURATION_NANOS_MAX);
    requireWithin("drift_ppm", driftPpm, DRIFT_PPM_MAX);
  }

  /** {@code class@version}. */
  public String name() {
    return guestClass + "@" + version;
  }

  private static void requireWithin(String name, long value, long max) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    if (value > max) {
      throw new IllegalArgumentException(name + " must be at most " + max + ": " + value);
    }
  }
}
