package io.lapse.streamsapp.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Outcome;
import org.jspecify.annotations.Nullable;

/** Says why the fold refuses an input: what it expected, and what it found. */
final class Refusals {
  private Refusals() {}

  /** Why a record cannot be about the guest that its key names; null if it can. */
  static @Nullable String ofKey(@Nullable String key, @Nullable Received value) {
    if (value == null) {
      return "expected an event: no value";
    }
    String guest = value.input().guest();
    return guest.equals(key) ? null : "expected the guest as key: " + key + " for " + guest;
  }

  /** Why the books refused it. */
  static String of(Outcome outcome, LedgerInput input) {
    return (outcome == Outcome.LATE
            ? "expected what happened within 24 h of the guest's watermark, and after what is"
                + " sealed"
            : "expected a stamp and figures that can be true")
        + ": "
        + input.stamp();
  }

  /** Why the state of its guest cannot be kept. */
  static String full(String guest) {
    return "expected a state of at most "
        + GuestStates.STATE_BYTES_MAX
        + " bytes for a guest: "
        + guest;
  }
}
