package io.lapse.ledger.account;

import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;

/**
 * A violation opened or resolved.
 *
 * @param alertId the same for the opening and the resolution: 32 hex digits over guest, outage and
 *     violation
 * @param at event time, never wall time
 * @param certain false where the interval of a figure, or an unknown basis, leaves a doubt
 * @param policy {@code class@version}
 */
public record Alert(
    String alertId,
    String guest,
    String outageId,
    Violation violation,
    Severity severity,
    Party party,
    State state,
    TaiInstant at,
    boolean certain,
    String policy) {

  /** Where a violation stands. */
  public enum State {
    OPENED,
    RESOLVED
  }

  /** The same violation, resolved. */
  Alert resolvedAt(TaiInstant resolvedAt) {
    return new Alert(
        alertId,
        guest,
        outageId,
        violation,
        severity,
        party,
        State.RESOLVED,
        resolvedAt,
        certain,
        policy);
  }

  /** The name of the page that says what to do. */
  public String runbook() {
    return violation.runbook();
  }
}
