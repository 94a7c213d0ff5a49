package io.lapse.ledger.account;

import java.util.List;

/**
 * What one input did to the books.
 *
 * @param accounts the accounts that it moved, each as it stands after it
 * @param alerts violations that it opened and resolved
 */
record Change(List<OutageAccount> accounts, List<Alert> alerts) {
  static final Change NONE = new Change(List.of(), List.of());
}
