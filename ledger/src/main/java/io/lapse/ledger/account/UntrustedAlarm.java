package io.lapse.ledger.account;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * An event about a guest came in the name of a host, and was not that host's as far as anybody can
 * prove. That is no violation and no book has it: the event did not happen. Whoever has a clock
 * says when it came.
 *
 * @param host in whose name; null if that host is not known to sign
 * @param reason why it was refused, as in {@code BAD_SIGNATURE}
 */
public record UntrustedAlarm(String guest, @Nullable String host, String reason) {

  /**
   * The alarm, raised. It is certain: the event was refused.
   *
   * @param at by the clock of the application: the event's own stamp is as false as the event
   */
  public Alert raised(TaiInstant at) {
    CanonicalForm form = new CanonicalForm();
    form.text("guest", guest);
    form.text("host", host);
    form.text("violation", Violation.UNTRUSTED_EVENT.name());
    form.text("reason", reason);
    form.number("at_tai_ns", at.nanos());
    return new Alert(
            form.id().hex(),
            guest,
            guest + "/" + reason,
            Violation.UNTRUSTED_EVENT,
            Violation.UNTRUSTED_EVENT.severity(),
            Violation.UNTRUSTED_EVENT.party(),
            Alert.State.OPENED,
            at,
            true,
            Policy.DEFAULT.name())
        .about(host, null, null);
  }

  /** What an alarm that was raised is about. */
  public static UntrustedAlarm of(Alert raised) {
    String reason = raised.outageId().substring(raised.guest().length() + 1);
    return new UntrustedAlarm(raised.guest(), raised.sourceHost(), reason);
  }

  /**
   * An alarm that was raised, resolved: no such event came for a while.
   *
   * @param at by the same clock
   */
  public static Alert resolved(Alert raised, TaiInstant at) {
    return raised.repairedAt(at.isBefore(raised.at()) ? raised.at() : at);
  }
}
