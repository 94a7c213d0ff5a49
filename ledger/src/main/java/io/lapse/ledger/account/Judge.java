package io.lapse.ledger.account;

import io.lapse.ledger.account.OutageAccount.Closing;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with an outage when it is booked. */
final class Judge {
  /** vCPUs that differ by more were not advanced together; a claim that does so is false. */
  static final long READING_TOLERANCE_NANOS = 1_000;

  private final ViolationLog log;

  Judge(ViolationLog log) {
    this.log = log;
  }

  void judge(OutageAccount outage) {
    TaiInstant at = outage.pair.bookedAt();
    if (outage.closing != null) {
      judgeCounter(outage, outage.closing, at);
      judgeTout(outage, outage.closing, at);
    }
    if (outage.policy.announcements() == Announcements.REQUIRED
        && outage.cooperation == Cooperation.UNANNOUNCED) {
      log.open(outage, Violation.UNANNOUNCED, at, true);
    }
    if (outage.pair.conflicting()) {
      log.open(outage, Violation.CONFLICTING_RESTART, at, true);
    }
    if (outage.pair.stop() == null) {
      log.open(outage, Violation.MISSING_STOP, at, true);
    }
    if (outage.pair.laterStopAt() != null) {
      log.open(outage, Violation.MISSING_RESTART, outage.pair.laterStopAt(), true);
    }
  }

  private void judgeCounter(OutageAccount outage, Closing closing, TaiInstant at) {
    CounterAdvance advance = closing.advance();
    boolean known = advance.basis() != AmountBasis.UNKNOWN;
    Verdict verdict = Verdict.of(closing.tout(), outage.policy.thresholdNanos());
    if (advance.nanos() != 0 && verdict != Verdict.WITHIN) {
      boolean certain = known && verdict == Verdict.EXCEEDED;
      log.open(outage, Violation.COMPENSATED_ABOVE_THRESHOLD, at, certain);
    }
    if (advance.unequalNanos() > READING_TOLERANCE_NANOS) {
      log.open(outage, Violation.UNEQUAL_COMPENSATION, at, true);
    }
    if (advance.nanos() > 0 && advance.nanos() > closing.tout().highNanos()) {
      log.open(outage, Violation.OVERCOMPENSATED, at, known);
    }
    if (isFalseClaim(advance)) {
      log.open(outage, Violation.FALSE_CLAIM, at, true);
    }
  }

  private static boolean isFalseClaim(CounterAdvance advance) {
    return advance.basis() == AmountBasis.MEASURED
        && advance.claimedNanos() != null
        && Math.absExact(Math.subtractExact(advance.claimedNanos(), advance.nanos()))
            > READING_TOLERANCE_NANOS;
  }

  private void judgeTout(OutageAccount outage, Closing closing, TaiInstant at) {
    Interval tout = closing.tout();
    long limitNanos = outage.policy.blackoutLimitNanos();
    if (tout.highNanos() > limitNanos) {
      log.open(outage, Violation.BLACKOUT_EXCEEDED, at, tout.lowNanos() > limitNanos);
    }
    if (closing.toutNanos() < 0) {
      log.open(outage, Violation.BACKWARDS_TIME, at, tout.highNanos() < 0);
    }
  }

  /** Looks at the timers again after each entry: what moved may have grown. */
  void judgeExpiry(OutageAccount outage, @Nullable ExpiryEstimate expired, TaiInstant at) {
    long limit = outage.policy.massExpiryLimit();
    if (expired == null || outage.isOpen(Violation.MASS_EXPIRY) || expired.highTotal() <= limit) {
      return;
    }
    log.open(outage, Violation.MASS_EXPIRY, at, expired.lowTotal() > limit);
  }
}
