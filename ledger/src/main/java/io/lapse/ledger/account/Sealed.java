package io.lapse.ledger.account;

import java.util.List;

/**
 * What left a guest's state because it can no longer change: part of its standing ledger.
 *
 * @param entries in the order in which their outages were booked
 * @param alerts violations that opened and were resolved, in event time
 */
public record Sealed(List<Entry> entries, List<Alert> alerts) {
  static final Sealed NOTHING = new Sealed(List.of(), List.of());

  public Sealed {
    entries = List.copyOf(entries);
    alerts = List.copyOf(alerts);
  }
}
