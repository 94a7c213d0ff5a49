package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Books what a guest's clock did after its outages: a repair that was seen, or its own reaction.
 */
final class Adjusting {
  private final Draft draft;
  private final Rules rules;

  Adjusting(Draft draft, Rules rules) {
    this.draft = draft;
    this.rules = rules;
  }

  void observed(Recorded<GuestEvent.ClockObservation> observation) {
    adjust(draft.branch.observe(observation.input()), observation, null);
  }

  void reacted(Recorded<GuestEvent.Reacted> recorded) {
    GuestEvent.Reacted reaction = recorded.input();
    if (reaction.origin() == ReactionOrigin.REPORTED) {
      reported(reaction.noticeSequence(), recorded.at());
    }
    Books.Reactions before = draft.reactions;
    draft.reactions =
        new Books.Reactions(
            Math.max(before.seen(), reaction.noticeSequence()),
            before.reported(),
            before.unanswered(),
            before.ignored(),
            before.gap());
    adjust(draft.branch.react(reaction), recorded, reaction);
  }

  /** The guest's agent is alive: it answers, and does or does not skip a notice. */
  private void reported(long sequence, TaiInstant at) {
    Books.Reactions before = draft.reactions;
    Alert ignored = before.ignored();
    if (ignored != null) {
      resolve(ignored, at);
    }
    Alert gap = before.gap();
    OutageAccount latest = draft.branch.latest();
    boolean skips = before.reported() > 0 && sequence > before.reported() + 1;
    if (skips && gap == null && latest != null) {
      OutageAccount opened = draft.open(latest, Violation.SEQUENCE_GAP, at, true);
      draft.update(opened);
      gap = opened.open().get(Violation.SEQUENCE_GAP);
    } else if (!skips && gap != null && sequence > before.reported()) {
      resolve(gap, at);
      gap = null;
    }
    long reported = Math.max(before.reported(), sequence);
    draft.reactions = new Books.Reactions(before.seen(), reported, false, null, gap);
  }

  private void resolve(Alert alert, TaiInstant at) {
    draft.resolve(alert, at);
    for (OutageAccount account : draft.branch.accounts()) {
      if (account.id().equals(alert.outageId())) {
        draft.update(account.resolved(alert.violation()));
      }
    }
  }

  /** Moves all parts first: a violation is judged by what the whole adjustment leaves. */
  private void adjust(
      List<Branch.Move> moves, Recorded<?> recorded, GuestEvent.@Nullable Reacted reaction) {
    boolean asSleep = reaction != null && reaction.asSleep();
    for (Branch.Move move : moves) {
      OutageAccount before = draft.newest(move.account());
      Moved moved =
          reaction != null
              ? before.moved().injected(move.nanos(), asSleep)
              : before.moved().corrected(move.nanos());
      OutageAccount after = before.with(moved);
      draft.branch = draft.branch.moved(before, after);
      draft.update(after);
      moveTimers(move.nanos(), asSleep);
    }
    draft.settle(recorded.at());
    for (Branch.Move move : moves) {
      post(move, recorded, reaction);
    }
  }

  private void moveTimers(long nanos, boolean asSleep) {
    if (draft.known.inventory() != null) {
      draft.known = draft.known.withInventory(draft.known.inventory().moved(nanos, asSleep));
    }
  }

  private void post(Branch.Move move, Recorded<?> recorded, GuestEvent.@Nullable Reacted reaction) {
    OutageAccount account = draft.newest(move.account());
    ExpiryEstimate expired = account.expired(rules);
    OutageAccount judged = Judge.judgeExpiry(draft, account, expired, recorded.at());
    OutageAccount booked =
        judged.adjusted(
            reaction != null ? Account.INJECTED : Account.CORRECTED,
            move.nanos(),
            reaction == null ? null : reaction.origin(),
            recorded.id(),
            expired);
    draft.touch(booked);
  }
}
