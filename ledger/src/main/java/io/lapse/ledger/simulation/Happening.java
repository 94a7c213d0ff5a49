package io.lapse.ledger.simulation;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.time.TaiInstant;

/** What a simulation yields: what the ledger is told, and what is true. */
public sealed interface Happening {
  /** When, by true TAI. Happenings come in this order. */
  TaiInstant at();

  /** The network delivered an event. The same one may be delivered again. */
  record Arrived(TaiInstant at, LedgerInput input) implements Happening {}

  /**
   * An outage is over.
   *
   * @param stop what was said of its beginning, delivered or not
   * @param restart what was said of its end, delivered or not
   * @param cooperation how the guest really came to stand still
   */
  record Ended(
      TaiInstant at,
      TrueOutage outage,
      HostEvent.Stopped stop,
      HostEvent.Restarted restart,
      Cooperation cooperation)
      implements Happening {}
}
