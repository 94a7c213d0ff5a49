package io.lapse.schemas.json;

import io.lapse.ledger.account.Alert;

/** A line of {@code alerts.jsonl}. */
public final class AlertJson {
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
}
