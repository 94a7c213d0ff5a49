package io.lapse.ledger.account;

import io.lapse.ledger.account.Alert.State;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
  /** Stable: what opens and is resolved at one instant stays in the order in which it did. */
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::at).thenComparing(Alert::alertId);

  private AlertChanges() {}

  /** The alerts of links, in event time. */
  static List<Alert> of(List<Link> links) {
    List<Alert> alerts = new ArrayList<>();
    for (Link link : links) {
      alerts.addAll(link.change().alerts());
    }
    if (alerts.size() > 1) {
      alerts.sort(ORDER);
    }
    return alerts;
  }

  /**
   * The changes, in event time.
   *
   * @param now when what turned out never to have been is resolved
   */
  static List<Alert> of(Tail.Refold refold, TaiInstant now) {
    List<Alert> after = of(refold.after());
    if (refold.before().isEmpty()) {
      return after;
    }
    return between(of(refold.before()), after, open(refold.base()), now);
  }

  /**
   * The violations that stand open, by event time, then id.
   *
   * @param base the books before the links
   */
  static List<Alert> open(Books base, List<Link> links) {
    Map<String, Alert> standing = open(base);
    standing.putAll(last(of(links)));
    return standing.values().stream()
        .filter(alert -> alert.state() == State.OPENED)
        .sorted(ORDER)
        .toList();
  }

  private static List<Alert> between(
      List<Alert> before, List<Alert> after, Map<String, Alert> base, TaiInstant now) {
    Map<String, Alert> stoodAt = last(before);
    Map<String, Alert> standsAt = last(after);
    Set<Alert> said = new HashSet<>(before);
    List<Alert> changes = new ArrayList<>();
    stoodAt.forEach(
        (id, stood) -> {
          Alert stands = standsAt.getOrDefault(id, base.get(id));
          if (stands == null && stood.state() == State.OPENED) {
            changes.add(stood.takenBackAt(now));
          } else if (stands != null && !standsAt.containsKey(id) && !stands.equals(stood)) {
            changes.add(stands);
          }
        });
    for (Alert alert : after) {
      Alert stands = standsAt.get(alert.alertId());
      Alert stood = stoodAt.getOrDefault(alert.alertId(), base.get(alert.alertId()));
      boolean moved = stands != null && !stands.equals(stood);
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

  /** The violations that are open and may still be resolved. */
  private static Map<String, Alert> open(Books books) {
    Map<String, Alert> open = new HashMap<>();
    for (OutageAccount account : books.branch().accounts()) {
      account.open().values().forEach(alert -> open.put(alert.alertId(), alert));
    }
    for (OutageAccount account : books.openAccounts()) {
      account.open().values().forEach(alert -> open.put(alert.alertId(), alert));
    }
    for (Alert alert : new Alert[] {books.reactions().ignored(), books.reactions().gap()}) {
      if (alert != null) {
        open.put(alert.alertId(), alert);
      }
    }
    return open;
  }
}
