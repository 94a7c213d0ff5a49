package io.lapse.ledger.query;

import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interval in which a guest trusted a wrong clock: UNACCOUNTED_TIME was open.
 *
 * @param outageId the outage that opened it
 * @param until the repair, which belongs to it: that is when the clock jumps; null: none yet
 */
record StaleWindow(String outageId, TaiInstant from, @Nullable TaiInstant until) {

  /**
   * The windows that a guest's alerts tell of.
   *
   * @param alerts at one instant in the order in which they were raised
   */
  static List<StaleWindow> of(List<Alert> alerts) {
    Map<String, TaiInstant> open = new LinkedHashMap<>();
    List<StaleWindow> windows = new ArrayList<>();
    alerts.stream()
        .filter(alert -> alert.violation() == Violation.UNACCOUNTED_TIME)
        .sorted(Comparator.comparing(Alert::at))
        .forEach(
            alert -> {
              if (alert.state() == State.OPENED) {
                open.putIfAbsent(alert.outageId(), alert.at());
                return;
              }
              TaiInstant from = open.remove(alert.outageId());
              if (from != null) {
                windows.add(new StaleWindow(alert.outageId(), from, alert.at()));
              }
            });
    open.forEach((outageId, from) -> windows.add(new StaleWindow(outageId, from, null)));
    return windows;
  }

  boolean covers(TaiInstant at) {
    return !at.isBefore(from) && (until == null || !at.isAfter(until));
  }
}
