package io.lapse.ledger.account;

import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to say when the violations of a guest are no longer what they were: whoever follows the
 * changes ends with the same violations open as the books have.
 */
final class AlertChanges {
  private AlertChanges() {}

  /**
   * The changes, in the order of the books.
   *
   * @param now when what turned out never to have been is resolved
   */
  static List<Alert> between(List<Alert> before, List<Alert> after, TaiInstant now) {
    Map<String, Alert> stoodAt = last(before);
    Map<String, Alert> standsAt = last(after);
    Set<Alert> said = new HashSet<>(before);
    List<Alert> changes = new ArrayList<>();
    stoodAt.forEach(
        (id, alert) -> {
          if (alert.state() == State.OPENED && !standsAt.containsKey(id)) {
            changes.add(alert.resolvedAt(now));
          }
        });
    for (Alert alert : after) {
      Alert stands = standsAt.get(alert.alertId());
      boolean moved = stands != null && !stands.equals(stoodAt.get(alert.alertId()));
      if (moved && (alert.equals(stands) || !said.contains(alert))) {
        changes.add(alert);
      }
    }
    return changes;
  }

  /** How each violation stands in the end. */
  private static Map<String, Alert> last(List<Alert> alerts) {
    Map<String, Alert> last = new LinkedHashMap<>();
    alerts.forEach(alert -> last.put(alert.alertId(), alert));
    return last;
  }
}
