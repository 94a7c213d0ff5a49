package io.lapse.ledger.policy;

import java.util.Locale;

/**
 * What may be wrong with an outage; the order is the order in which entries list them.
 *
 * <p>The severity is the usual one: CATCH_UP_LIMIT_EXCEEDED rises with the limit that was passed.
 */
public enum Violation {
  COMPENSATED_ABOVE_THRESHOLD(Severity.CRITICAL, Party.HOST),
  BLACKOUT_EXCEEDED(Severity.WARNING, Party.OPERATOR),
  UNEQUAL_COMPENSATION(Severity.CRITICAL, Party.HOST),
  OVERCOMPENSATED(Severity.CRITICAL, Party.HOST),
  FALSE_CLAIM(Severity.WARNING, Party.HOST),
  CATCH_UP_LIMIT_EXCEEDED(Severity.WARNING, Party.HOST),
  MASS_EXPIRY(Severity.WARNING, Party.HOST),
  FORCED_AFTER_DEADLINE(Severity.WARNING, Party.GUEST),
  NOT_KILLED(Severity.WARNING, Party.HOST),
  UNANNOUNCED(Severity.WARNING, Party.HOST),
  UNACCOUNTED_TIME(Severity.CRITICAL, Party.GUEST),
  NOTICE_IGNORED(Severity.WARNING, Party.GUEST),
  SEQUENCE_GAP(Severity.WARNING, Party.GUEST),
  BACKWARDS_TIME(Severity.WARNING, Party.HOST),
  HOST_CLOCK_UNTRUSTED(Severity.WARNING, Party.HOST),
  CONFLICTING_RESTART(Severity.CRITICAL, Party.OPERATOR),
  MISSING_STOP(Severity.WARNING, Party.HOST),
  MISSING_RESTART(Severity.WARNING, Party.HOST),

  /** An outage has been open for longer than policy allows: an alarm, and in no ledger. */
  OPEN_OUTAGE(Severity.CRITICAL, Party.OPERATOR),

  /** Somebody says an event in the name of a host, and cannot prove it: an alarm too. */
  UNTRUSTED_EVENT(Severity.CRITICAL, Party.OPERATOR);

  private final Severity severity;
  private final Party party;

  Violation(Severity severity, Party party) {
    this.severity = severity;
    this.party = party;
  }

  public Severity severity() {
    return severity;
  }

  public Party party() {
    return party;
  }

  /** Whether only the live application says so, by the wall clock: no entry ever names it. */
  public boolean isAlarm() {
    return this == OPEN_OUTAGE || this == UNTRUSTED_EVENT;
  }

  /** The name of the page that says what to do. */
  public String runbook() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
