package io.lapse.ledger.account;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * A violation opened or resolved; or, of the live application alone, an {@link OutageAlarm}.
 *
 * @param alertId the same for the opening and the resolution: 32 hex digits over guest, outage and
 *     violation
 * @param at event time, never wall time; of an alarm, {@link OutageAlarm#dueAt} or the restart
 * @param certain false where the interval of a figure, or an unknown basis, leaves a doubt
 * @param policy {@code class@version}
 * @param sourceHost where the guest stopped, as far as it was known when this was said; null if not
 * @param destinationHost where it ran again; null if not known
 * @param toutNanos restart less stop, may be negative; null unless both were known
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
    String policy,
    @Nullable String sourceHost,
    @Nullable String destinationHost,
    @Nullable Long toutNanos) {

  /** An alert of whose outage nothing but its id is known. */
  public Alert(
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
    this(
        alertId, guest, outageId, violation, severity, party, state, at, certain, policy, null,
        null, null);
  }

  /** Where a violation stands. */
  public enum State {
    OPENED,
    RESOLVED
  }

  /** A violation that opened; its party is the usual one, and of its outage nothing is said. */
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

  /** The same alert, with what is known of its outage. */
  Alert about(Outage outage) {
    Closing closing = outage.closing();
    Long tout = closing == null ? null : (Long) closing.toutNanos();
    return about(outage.sourceHost(), outage.destinationHost(), tout);
  }

  /** The same alert about an outage between these hosts. */
  public Alert about(@Nullable String source, @Nullable String destination, @Nullable Long tout) {
    return new Alert(
        alertId,
        guest,
        outageId,
        violation,
        severity,
        party,
        state,
        at,
        certain,
        policy,
        source,
        destination,
        tout);
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
        policy,
        sourceHost,
        destinationHost,
        toutNanos);
  }

  /** The name of the page that says what to do. */
  public String runbook() {
    return violation.runbook();
  }
}
