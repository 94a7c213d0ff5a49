package io.lapse.guestkernel;

import io.lapse.ledger.notice.InjectAs;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.time.TaiInstant;

/** Notices for tests: one outage each, restarted at a fixed instant plus a second per sequence. */
public final class Notices {
  public static final long SECOND = 1_000_000_000L;
  public static final TaiInstant EPOCH = new TaiInstant(1_795_000_000L * SECOND);

  private Notices() {}

  /** Outage {@code sequence} of guest {@code g}; what remains is all of Tout. */
  public static Notice lost(long sequence, long toutNanos, long remainingNanos) {
    return notice(sequence, "g/" + sequence, toutNanos, 0, 0, remainingNanos, 0, InjectAs.OFFSET);
  }

  public static Notice notice(
      long sequence,
      String outageId,
      long toutNanos,
      long compensatedNanos,
      long sleptNanos,
      long remainingNanos,
      long reactionsSeen,
      InjectAs injectAs) {
    return new Notice(
        "g",
        outageId,
        sequence,
        EPOCH.plus(sequence * 1_000 * SECOND),
        toutNanos,
        0L,
        compensatedNanos,
        sleptNanos,
        remainingNanos,
        reactionsSeen,
        injectAs,
        0,
        null);
  }
}
