package io.lapse.cli.export;

import io.lapse.ledger.account.Entry;

/**
 * An outage as it stands.
 *
 * @param last its last entry, whose columns show it
 * @param entries how many it has
 */
record OutageRow(Entry last, long entries) {
  /** The outage after one more entry of it. */
  OutageRow after(Entry next) {
    return new OutageRow(next, entries + 1);
  }

  boolean isOf(Entry entry) {
    return last.outageId().equals(entry.outageId()) && last.guest().equals(entry.guest());
  }
}
