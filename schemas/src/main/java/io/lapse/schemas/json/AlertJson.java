package io.lapse.schemas.json;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.policy.Party;
import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import java.util.Set;

/** A line of {@code alerts.jsonl}. */
public final class AlertJson {
  private static final Set<String> KEYS =
      Set.of(
          "alert_id",
          "guest",
          "outage_id",
          "violation",
          "severity",
          "party",
          "state",
          "at_tai_ns",
          "certain",
          "policy",
          "runbook");

  private AlertJson() {}

  /** The line, without its LF. */
  public static String write(Alert alert) {
    return JsonLine.of(
        line -> {
          line.text("alert_id", alert.alertId());
          line.text("guest", alert.guest());
          line.text("outage_id", alert.outageId());
          line.symbol("violation", alert.violation());
          line.symbol("severity", alert.severity());
          line.symbol("party", alert.party());
          line.symbol("state", alert.state());
          line.instant("at_tai_ns", alert.at());
          line.truth("certain", alert.certain());
          line.text("policy", alert.policy());
          line.text("runbook", alert.runbook());
        });
  }

  /**
   * Reads a line. The runbook follows from the violation and is not kept.
   *
   * @throws JsonLineException if it is not one, saying what was expected
   */
  public static Alert read(String line) {
    JsonReading reading = JsonReading.of(line);
    reading.expectKeys(KEYS);
    reading.text("runbook");
    return new Alert(
        reading.text("alert_id"),
        reading.text("guest"),
        reading.text("outage_id"),
        reading.symbol("violation", Violation.class),
        reading.symbol("severity", Severity.class),
        reading.symbol("party", Party.class),
        reading.symbol("state", Alert.State.class),
        reading.instant("at_tai_ns"),
        reading.truth("certain"),
        reading.text("policy"));
  }
}
