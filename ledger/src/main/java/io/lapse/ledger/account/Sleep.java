package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.host.RestartMode;
import io.lapse.ledger.host.StopReason;
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

  /**
   * From the guest's own word, else from how it stopped and restarted.
   *
   * @param claim about this restart; null if none
   */
  static Sleep of(
      HostEvent.Stopped stop,
      HostEvent.Restarted restart,
      long toutNanos,
      @Nullable Recorded<GuestEvent.Slept> claim) {
    if (claim != null) {
      return new Sleep(claim.input().sleptNanos(), AmountBasis.MEASURED, 0, claim);
    }
    if (stop.reason() == StopReason.SLEEP && restart.mode() == RestartMode.WAKEUP) {
      return new Sleep(toutNanos, AmountBasis.ASSUMED, ASSUMED_ERROR_NANOS, null);
    }
    return new Sleep(0, null, 0, null);
  }
}
