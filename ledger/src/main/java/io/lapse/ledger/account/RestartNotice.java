package io.lapse.ledger.account;

import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Violation;
import java.util.Objects;

/** What a guest is shown of an outage that it came through. */
final class RestartNotice {
  private RestartNotice() {}

  /**
   * The next notice.
   *
   * @param account of the outage; restarted
   * @param books as they stand now
   * @param published the sequence of the last notice; 0 before the first
   */
  static Notice of(OutageAccount account, Books books, long published, Rules now) {
    Outage outage = account.outage();
    Closing closing = outage.closing();
    // After a fork the guest knows nothing of what the other branch was told, or did about it.
    boolean forked = account.isOpen(Violation.CONFLICTING_RESTART);
    // What an emulated guest did is of no account where it is not booked.
    boolean booked = now.acceptedReactions().contains(ReactionOrigin.EMULATED);
    return new Notice(
        outage.guest(),
        outage.id(),
        published + 1,
        Objects.requireNonNull(outage.restartedAt()),
        closing == null ? null : (Long) closing.toutNanos(),
        closing == null ? null : (Long) closing.toutErrorNanos(),
        closing == null ? 0 : closing.advanceNanos(),
        closing == null ? 0 : closing.sleptNanos(),
        books.branch().balance().nanos(),
        forked || !booked ? published : books.reactions().seen(),
        outage.policy().injectAs(),
        outage.policy().reactionDelayNanos(),
        outage.timers() == null ? null : outage.timers().ranOn());
  }
}
