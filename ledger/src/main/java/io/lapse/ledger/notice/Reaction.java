package io.lapse.ledger.notice;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.Source;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;

/**
 * What an emulated guest's kernel did with a notice.
 *
 * @param at the notice's restart plus its reaction delay
 * @param injectedNanos by how much REALTIME and TAI were stepped; positive forward; 0 if the kernel
 *     refused, or nothing remained
 * @param injectAs how
 * @param ntpReset whether the NTP state was cleared: always, the new host's clock has its own error
 * @param cancelledTimers how many TFD_TIMER_CANCEL_ON_SET timers woke
 */
public record Reaction(
    String guest,
    long noticeSequence,
    TaiInstant at,
    long injectedNanos,
    InjectAs injectAs,
    boolean ntpReset,
    long cancelledTimers) {

  /** The reaction as the ledger takes it, of origin EMULATED. */
  public GuestEvent.Reacted toEvent() {
    return new GuestEvent.Reacted(
        new Envelope(guest, null, Stamp.of(at, 0), Source.EMULATED, null),
        ReactionOrigin.EMULATED,
        noticeSequence,
        injectedNanos,
        injectAs == InjectAs.SLEEP,
        ntpReset,
        cancelledTimers);
  }
}
