package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.time.TaiInstant;

/** Whether a stamp can be true at all. */
final class Plausibility {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** 2000-01-01T00:00:00 UTC, when TAI was 32 s ahead. */
  private static final TaiInstant EARLIEST = new TaiInstant((946_684_800L + 32) * SECOND_NANOS);

  /** 2100-01-01T00:00:00 UTC, by the offset of 37 s that holds today. */
  private static final TaiInstant TOO_LATE = new TaiInstant((4_102_444_800L + 37) * SECOND_NANOS);

  /** A stamp may lie this far after the producer read it. */
  private static final long AHEAD_NANOS_MAX = 600 * SECOND_NANOS;

  private Plausibility() {}

  static boolean isPlausible(LedgerInput input) {
    TaiInstant at = input.stamp().at();
    TaiInstant observed = input.envelope().observed();
    return !at.isBefore(EARLIEST)
        && at.isBefore(TOO_LATE)
        && (observed == null || at.nanos() - AHEAD_NANOS_MAX <= observed.nanos());
  }
}
