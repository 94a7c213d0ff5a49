package io.lapse.ledger.account;

import io.lapse.ledger.CanonicalForm;
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

  /** A violation that opened; its party is the usual one. */
  public static Alert opened(
      String guest,
      String outageId,
      Violation violation,
      Severity severity,
      TaiInstant at,
      boolean certain,
      String policy) {
    CanonicalForm form = new CanonicalForm();
    form.text("guest", guest);
    form.text("outage_id", outageId);
    form.text("violation", violation.name());
    return new Alert(
        form.id().hex(),
        guest,
        outageId,
        violation,
        severity,
        violation.party(),
        State.OPENED,
        at,
        certain,
        policy);
  }

  /** The same violation, taken back: it turned out never to have been. */
  Alert takenBackAt(TaiInstant resolvedAt) {
    return resolvedAt(resolvedAt, certain);
  }

  /** The same violation, repaired: of that an event leaves no doubt. */
  Alert repairedAt(TaiInstant repairedAt) {
    return resolvedAt(repairedAt, true);
  }

  private Alert resolvedAt(TaiInstant resolvedAt, boolean isCertain) {
    return new Alert(
        alertId,
        guest,
        outageId,
        violation,
        severity,
        party,
        State.RESOLVED,
        resolvedAt,
        isCertain,
        policy);
  }

  /** The name of the page that says what to do. */
  public String runbook() {
    return violation.runbook();
  }
}
