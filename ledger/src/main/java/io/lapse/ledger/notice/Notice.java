package io.lapse.ledger.notice;

import io.lapse.ledger.time.TaiInstant;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that a guest is shown on restart.
 *
 * @param outageId the outage that ended
 * @param noticeSequence what the guest compares; from 1, never backwards
 * @param restartedAt when the guest ran again
 * @param toutNanos what passed while it stood still; null if its stop is not known
 * @param toutErrorNanos give or take; null with {@code toutNanos}
 * @param compensatedNanos by how much its counter was advanced over the outage
 * @param sleptNanos what it accounted for itself as sleep
 * @param remainingNanos what its wall clock is still behind TAI by, over all its outages; negative
 *     if it is ahead
 * @param reactionsSeen the highest notice sequence whose reaction {@code remainingNanos} allows
 *     for; 0 if none. Of earlier notices that of the last, where the guest has nothing to allow for
 *     itself: after a fork, and where emulated reactions are not booked
 * @param injectAs how the guest is to inject
 * @param reactionDelayNanos how long after the restart an emulated guest reacts
 * @param ranOn how far its clocks had run on at the stop; null if no inventory of its timers holds
 */
public record Notice(
    String guest,
    String outageId,
    long noticeSequence,
    TaiInstant restartedAt,
    @Nullable Long toutNanos,
    @Nullable Long toutErrorNanos,
    long compensatedNanos,
    long sleptNanos,
    long remainingNanos,
    long reactionsSeen,
    InjectAs injectAs,
    long reactionDelayNanos,
    @Nullable RanOn ranOn) {

  /** When the guest stopped; when it restarted, if that is not known. */
  public TaiInstant stoppedAt() {
    return toutNanos == null ? restartedAt : restartedAt.plus(Math.negateExact(toutNanos));
  }

  /** Whether any part of the outage was compensated: then NTP may be all that needs a reset. */
  public boolean compensated() {
    return compensatedNanos != 0;
  }
}
