package io.lapse.ledger.account;

import io.lapse.ledger.CanonicalForm;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The violations of a guest as they open and are resolved, in event time. */
final class ViolationLog {
  /** Stable: what opens and is resolved at one instant stays in the order in which it did. */
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::at).thenComparing(Alert::alertId);

  private final List<Alert> alerts = new ArrayList<>();

  List<Alert> alerts() {
    return alerts.stream().sorted(ORDER).toList();
  }

  void open(OutageAccount outage, Violation violation, TaiInstant at, boolean certain) {
    outage.opened(violation);
    alerts.add(alert(outage, violation, State.OPENED, at, certain));
  }

  void resolve(OutageAccount outage, Violation violation, TaiInstant at) {
    outage.resolved(violation);
    alerts.add(alert(outage, violation, State.RESOLVED, at, true));
  }

  private static Alert alert(
      OutageAccount outage, Violation violation, State state, TaiInstant at, boolean certain) {
    String guest = outage.pair.guest();
    String outageId = outage.pair.outageId();
    return new Alert(
        alertId(guest, outageId, violation),
        guest,
        outageId,
        violation,
        violation.severity(),
        violation.party(),
        state,
        at,
        certain,
        outage.policy.name());
  }

  private static String alertId(String guest, String outageId, Violation violation) {
    CanonicalForm form = new CanonicalForm();
    form.text("guest", guest);
    form.text("outage_id", outageId);
    form.text("violation", violation.name());
    return form.id().hex();
  }
}
