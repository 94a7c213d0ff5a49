package io.lapse.ledger.account;

import org.jspecify.annotations.Nullable;

/**
 * What a notice says of an outage, but for what the guest itself repaired since: when one of these
 * changes, the guest was told something else before.
 */
record OutageFacts(
    boolean restarted,
    @Nullable Long toutNanos,
    @Nullable Long toutErrorNanos,
    long compensatedNanos,
    long sleptNanos) {

  static OutageFacts of(OutageAccount account) {
    Closing closing = account.outage().closing();
    boolean restarted = account.outage().restartedAt() != null;
    if (closing == null) {
      return new OutageFacts(restarted, null, null, 0, 0);
    }
    return new OutageFacts(
        restarted,
        closing.toutNanos(),
        closing.toutErrorNanos(),
        closing.advanceNanos(),
        closing.sleptNanos());
  }
}
