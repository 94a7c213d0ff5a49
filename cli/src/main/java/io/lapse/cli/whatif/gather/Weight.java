package io.lapse.cli.whatif.gather;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerHistogram;

/** About how much memory an event takes: rather too much than too little. */
final class Weight {
  /** An envelope with its texts, a payload, and the place in a list. */
  private static final long EVENT_BYTES = 400;

  private static final long TIMER_BYTES = 144;
  private static final long CELL_BYTES = 64;
  private static final long LABEL_BYTES = 200;

  private Weight() {}

  static long of(LedgerInput input) {
    if (input instanceof GuestEvent.Inventory inventory) {
      TimerHistogram histogram = inventory.histogram();
      long cells = histogram == null ? 0 : histogram.cells().size();
      return EVENT_BYTES + TIMER_BYTES * inventory.timers().size() + CELL_BYTES * cells;
    }
    if (input instanceof GuestEvent.Profile profile) {
      return EVENT_BYTES + LABEL_BYTES * (1 + profile.labels().size());
    }
    return EVENT_BYTES;
  }
}
