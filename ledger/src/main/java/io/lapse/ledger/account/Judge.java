package io.lapse.ledger.account;

import io.lapse.ledger.catchup.CatchUpLimits;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.AfterDeadline;
import io.lapse.ledger.policy.Announcements;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with an outage: one rule, one method. */
final class Judge {
  /** vCPUs that differ by more were not advanced together; a claim that does so is false. */
  static final long READING_TOLERANCE_NANOS = 1_000;

  private final Draft draft;
  private final TaiInstant at;
  private OutageAccount account;

  private Judge(Draft draft, OutageAccount account, TaiInstant at) {
    this.draft = draft;
    this.account = account;
    this.at = at;
  }

  /** What a stop shows by itself. */
  static OutageAccount judgeStop(Draft draft, OutageAccount account, Stop stop) {
    Judge judge = new Judge(draft, account, account.outage().bookedAt());
    judge.unannounced();
    judge.forced(stop);
    judge.clock(stop.untrusted());
    return judge.account;
  }

  /** What a restart shows, alone or together with its stop. */
  static OutageAccount judgeRestart(
      Draft draft, OutageAccount account, Match match, CounterAdvance advance, boolean untrusted) {
    Judge judge = new Judge(draft, account, account.outage().bookedAt());
    Closing closing = account.outage().closing();
    if (closing != null) {
      judge.counter(closing, advance);
      judge.catchUp(closing);
      judge.tout(closing);
    }
    judge.notKilled();
    judge.clock(untrusted);
    if (match.conflicting()) {
      judge.open(Violation.CONFLICTING_RESTART, true);
    }
    if (match.stop() == null) {
      judge.unannounced();
      judge.open(Violation.MISSING_STOP, true);
    }
    judge.ignored(match.conflicting());
    return judge.account;
  }

  /** Looks at the timers after each entry: what moved may have grown. */
  static OutageAccount judgeExpiry(
      Draft draft, OutageAccount account, @Nullable ExpiryEstimate expired, TaiInstant at) {
    long limit = account.outage().policy().massExpiryLimit();
    if (expired == null || expired.highTotal() <= limit) {
      return account;
    }
    Judge judge = new Judge(draft, account, at);
    judge.open(Violation.MASS_EXPIRY, expired.lowTotal() > limit);
    return judge.account;
  }

  private void open(Violation violation, boolean certain) {
    if (!account.isOpen(violation)) {
      account = draft.open(account, violation, at, certain);
    }
  }

  private void unannounced() {
    Outage outage = account.outage();
    if (outage.policy().announcements() == Announcements.REQUIRED
        && outage.cooperation() == Cooperation.UNANNOUNCED) {
      open(Violation.UNANNOUNCED, true);
    }
  }

  /** The guest let its deadline pass, and policy stops it by force. */
  private void forced(Stop stop) {
    TaiInstant deadline = stop.missedDeadline();
    if (deadline == null || account.outage().policy().afterDeadline() != AfterDeadline.FORCE) {
      return;
    }
    long lateNanos = deadline.nanosUntil(stop.at());
    Interval late = Interval.around(lateNanos, stop.event().input().stamp().errorNanos());
    if (late.highNanos() > 0) {
      open(Violation.FORCED_AFTER_DEADLINE, late.lowNanos() > 0);
    }
  }

  /** The guest did not quiesce, policy says that it dies, and it runs again. */
  private void notKilled() {
    Outage outage = account.outage();
    if (outage.cooperation() == Cooperation.FORCED
        && outage.policy().afterDeadline() == AfterDeadline.DIE) {
      open(Violation.NOT_KILLED, true);
    }
  }

  private void clock(boolean untrusted) {
    if (untrusted) {
      open(Violation.HOST_CLOCK_UNTRUSTED, true);
    }
  }

  private void counter(Closing closing, CounterAdvance advance) {
    boolean known = closing.advanceBasis() != AmountBasis.UNKNOWN;
    long thresholdNanos = account.outage().policy().thresholdNanos();
    Verdict verdict = Verdict.of(closing.tout(), thresholdNanos);
    if (closing.advanceNanos() != 0 && verdict != Verdict.WITHIN) {
      open(Violation.COMPENSATED_ABOVE_THRESHOLD, known && verdict == Verdict.EXCEEDED);
    }
    if (advance.unequalNanos() > READING_TOLERANCE_NANOS) {
      open(Violation.UNEQUAL_COMPENSATION, true);
    }
    if (closing.advanceNanos() > 0 && closing.advanceNanos() > closing.tout().highNanos()) {
      open(Violation.OVERCOMPENSATED, known);
    }
    if (isFalseClaim(advance)) {
      open(Violation.FALSE_CLAIM, true);
    }
  }

  private static boolean isFalseClaim(CounterAdvance advance) {
    return advance.basis() == AmountBasis.MEASURED
        && advance.claimedNanos() != null
        && Math.absExact(Math.subtractExact(advance.claimedNanos(), advance.nanos()))
            > READING_TOLERANCE_NANOS;
  }

  /** What the guest's kernel had to catch up with at once: its counter's advance, never Tout. */
  private void catchUp(Closing closing) {
    GuestEvent.Profile profile = draft.known.profile();
    if (closing.advanceNanos() <= 0 || profile == null || !account.outage().supported()) {
      return;
    }
    CatchUpLimits.exceededBy(closing.advanceNanos(), profile)
        .ifPresent(limits -> catchUp(closing, limits));
  }

  private void catchUp(Closing closing, CatchUpLimits limits) {
    boolean certain = limits.certain() && closing.advanceBasis() != AmountBasis.UNKNOWN;
    limits
        .exceeded(closing.advanceNanos())
        .ifPresent(
            severity ->
                account =
                    draft.open(account, Violation.CATCH_UP_LIMIT_EXCEEDED, severity, at, certain));
  }

  private void tout(Closing closing) {
    Interval tout = closing.tout();
    long limitNanos = account.outage().policy().blackoutLimitNanos();
    if (tout.highNanos() > limitNanos) {
      open(Violation.BLACKOUT_EXCEEDED, tout.lowNanos() > limitNanos);
    }
    if (closing.toutNanos() < 0) {
      open(Violation.BACKWARDS_TIME, tout.highNanos() < 0);
    }
  }

  /**
   * A guest that has reported a reaction before ran until now without one to its last notice. What
   * the other branch of a fork did not do is no fault of this one.
   */
  private void ignored(boolean conflicting) {
    Books.Reactions reactions = draft.reactions;
    if (!conflicting
        && reactions.reported() > 0
        && reactions.unanswered()
        && reactions.ignored() == null) {
      open(Violation.NOTICE_IGNORED, true);
      Alert alert = account.open().get(Violation.NOTICE_IGNORED);
      draft.reactions =
          new Books.Reactions(reactions.seen(), reactions.reported(), true, alert, reactions.gap());
    }
  }
}
