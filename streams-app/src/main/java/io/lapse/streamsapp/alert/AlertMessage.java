package io.lapse.streamsapp.alert;

import io.lapse.ledger.account.Alert;

/**
 * What a receiver is told of an alert.
 *
 * @param opened the alert as it was when it opened: its identity
 * @param said what is said now: {@code opened} again, or its resolution
 * @param openedOffset of the record that opened it: a violation that opens again has another
 * @param again whether the receiver was told before
 * @param zone of the guest, from its profile; empty if not known
 */
public record AlertMessage(
    Alert opened, Alert said, long openedOffset, boolean again, String zone) {
  /** Whether it is over. */
  public boolean isResolved() {
    return said.state() == Alert.State.RESOLVED;
  }
}
