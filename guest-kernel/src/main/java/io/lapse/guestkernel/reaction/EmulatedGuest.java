package io.lapse.guestkernel.reaction;

import io.lapse.guestkernel.GuestKernel;
import io.lapse.ledger.notice.Notice;
import java.util.Objects;
import java.util.Optional;

/**
 * One emulated guest: shown notices, it reacts once to each. All that it remembers is which notices
 * it answered, and what it injected that the ledger may not know of yet. Live and in a replay the
 * same notices and profiles give the same reactions. Not safe for use by several threads.
 */
public final class EmulatedGuest {
  private final String guest;
  private ReactionLog log = ReactionLog.EMPTY;

  public EmulatedGuest(String guest) {
    this.guest = Objects.requireNonNull(guest, "guest");
  }

  /** Tells of a reaction that was published before this object was made; in their order. */
  public void hasReacted(long noticeSequence, long injectedNanos) {
    log = log.with(noticeSequence, injectedNanos);
  }

  /** Whether it has answered this notice, or a later one. */
  public boolean hasAnswered(Notice notice) {
    return log.hasAnswered(notice.noticeSequence());
  }

  /**
   * Shows the guest a notice.
   *
   * @param known its profile as of the outage
   * @return empty if it has answered this notice, or a later one, before
   * @throws ArithmeticException if a figure does not fit 64 bits; nothing happened then
   * @throws IllegalArgumentException if no kernel can stand as the profile says; nothing happened
   */
  public Optional<NoticeReaction.Answer> answer(Notice notice, KnownGuest known) {
    requireMine(notice);
    if (hasAnswered(notice)) {
      return Optional.empty();
    }
    NoticeReaction.Answer answer =
        NoticeReaction.react(known, notice, log.unseenInjectedNanos(notice));
    log =
        log.prunedTo(notice.reactionsSeen())
            .with(notice.noticeSequence(), answer.reaction().injectedNanos());
    return Optional.of(answer);
  }

  /**
   * The guest's kernel at the restart that a notice tells of, plus the reaction delay: after its
   * reaction, if it has answered that notice.
   *
   * @throws ArithmeticException if a figure does not fit 64 bits
   * @throws IllegalArgumentException if no kernel can stand as the profile says
   */
  public GuestKernel kernelAfter(Notice notice, KnownGuest known) {
    requireMine(notice);
    return NoticeReaction.kernelAfter(
        known, notice, log.unseenInjectedNanos(notice), log.injectedNanos(notice));
  }

  private void requireMine(Notice notice) {
    if (!notice.guest().equals(guest)) {
      throw new IllegalArgumentException("notice must be for " + guest + ": " + notice.guest());
    }
  }
}
