package io.lapse.ledger.account;

import org.jspecify.annotations.Nullable;

/**
 * What a notice says of an outage, but for what the guest itself repaired since: when one of these
 * changes, the guest was told something else before.
 */
record OutageFacts(
    String outageId,
    boolean restarted,
    @Nullable Long toutNanos,
    @Nullable Long toutErrorNanos,
    long compensatedNanos,
    long sleptNanos) {

  static OutageFacts of(OutageAccount outage) {
    OutageAccount.Closing closing = outage.closing;
    boolean restarted = outage.pair.restart() != null;
    if (closing == null) {
      return new OutageFacts(outage.pair.outageId(), restarted, null, null, 0, 0);
    }
    return new OutageFacts(
        outage.pair.outageId(),
        restarted,
        closing.toutNanos(),
        closing.toutErrorNanos(),
        closing.advance().nanos(),
        closing.sleep().nanos());
  }
}
