package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of an outage the guest accounted for itself when it woke up.
 *
 * @param basis null where it did not sleep
 * @param errorNanos what an assumed amount may be off by
 * @param claim the event that measured it; null if none
 */
record Sleep(
    long nanos,
    @Nullable AmountBasis basis,
    long errorNanos,
    @Nullable Recorded<GuestEvent.Slept> claim) {

  /** A guest reads its sleep from an RTC that counts whole seconds. */
  static final long ASSUMED_ERROR_NANOS = 1_000_000_000L;

  static Sleep of(Pair pair, long toutNanos, Claims claims) {
    Recorded<GuestEvent.Slept> claim = claims.slept(pair.bookedAt());
    if (claim != null) {
      return new Sleep(claim.input().sleptNanos(), AmountBasis.MEASURED, 0, claim);
    }
    if (isSleep(pair)) {
      return new Sleep(toutNanos, AmountBasis.ASSUMED, ASSUMED_ERROR_NANOS, null);
    }
    return new Sleep(0, null, 0, null);
  }

  /** Whether the guest suspended itself and woke up. */
  static boolean isSleep(Pair pair) {
    return Objects.requireNonNull(pair.stop()).input().reason() == StopReason.SLEEP
        && Objects.requireNonNull(pair.restart()).input().mode() == RestartMode.WAKEUP;
  }
}
