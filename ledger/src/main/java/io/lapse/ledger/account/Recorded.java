package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;

/** An input with its identity, computed once. */
record Recorded<T extends LedgerInput>(T input, EventId id) {

  static <T extends LedgerInput> Recorded<T> of(T input) {
    return new Recorded<>(input, input.id());
  }

  TaiInstant at() {
    return input.stamp().at();
  }

  /** The same record, typed; the caller has asked {@link #is} first. */
  <U extends LedgerInput> Recorded<U> as(Class<U> type) {
    return new Recorded<>(type.cast(input), id);
  }

  boolean is(Class<? extends LedgerInput> type) {
    return type.isInstance(input);
  }
}
