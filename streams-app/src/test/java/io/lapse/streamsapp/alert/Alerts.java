package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.tai.UtcScale;
import java.time.Instant;

/** Alerts to try sinks with. */
public final class Alerts {
  private Alerts() {}

  /** A violation that opened then. */
  public static Alert opened(String guest, Violation violation, long utcMillis) {
    return Alert.opened(
            guest,
            guest + "/0123456789abcdef0123456789abcdef",
            violation,
            violation.severity(),
            tai(utcMillis),
            true,
            "web@3")
        .about("h1", "h2", 1_500_000_000L);
  }

  /** The same, over. */
  public static Alert resolved(Alert opened, long utcMillis) {
    return new Alert(
        opened.alertId(),
        opened.guest(),
        opened.outageId(),
        opened.violation(),
        opened.severity(),
        opened.party(),
        Alert.State.RESOLVED,
        tai(utcMillis),
        opened.certain(),
        opened.policy(),
        opened.sourceHost(),
        opened.destinationHost(),
        opened.toutNanos());
  }

  private static TaiInstant tai(long utcMillis) {
    return UtcScale.toTai(Instant.ofEpochMilli(utcMillis));
  }
}
