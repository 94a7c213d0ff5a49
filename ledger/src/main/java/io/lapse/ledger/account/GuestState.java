package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One guest in the ledger. {@link #on} is the one fold: live processing, replay, what-if and tests
 * all call it.
 *
 * <pre>
 *   inputs, any order  ->  Timeline  ->  Pairing  ->  Books      (a pure function of the set)
 *                                                       |
 *                     books before, books after  ->  history, notices, alerts
 * </pre>
 *
 * <p>Immutable. The state that must be kept is in {@link Snapshot}; the rest follows from it.
 */
public final class GuestState {
  /**
   * What must be saved to go on later.
   *
   * @param inputs the accepted inputs, in the order of the books
   * @param historyNumbers per outage id, the history number of each standing entry
   * @param historyCount how many history records there are
   * @param noticeSequence the last published; 0 before the first
   */
  public record Snapshot(
      String guest,
      List<LedgerInput> inputs,
      Map<String, List<Long>> historyNumbers,
      long historyCount,
      long noticeSequence) {

    public Snapshot {
      inputs = List.copyOf(inputs);
      Map<String, List<Long>> sorted = new TreeMap<>();
      historyNumbers.forEach((outageId, numbers) -> sorted.put(outageId, List.copyOf(numbers)));
      historyNumbers = sorted;
    }
  }

  private final String guest;
  private final Timeline timeline;
  private final Books books;
  private final Map<String, List<Long>> historyNumbers;
  private final long historyCount;
  private final long noticeSequence;

  private GuestState(
      String guest,
      Timeline timeline,
      Books books,
      Map<String, List<Long>> historyNumbers,
      long historyCount,
      long noticeSequence) {
    this.guest = guest;
    this.timeline = timeline;
    this.books = books;
    this.historyNumbers = historyNumbers;
    this.historyCount = historyCount;
    this.noticeSequence = noticeSequence;
  }

  /** A guest of which nothing is known. */
  public static GuestState empty(String guest) {
    return new GuestState(guest, Timeline.EMPTY, Books.EMPTY, Map.of(), 0, 0);
  }

  /**
   * The state that was saved.
   *
   * @param rules those under which it was saved
   */
  public static GuestState restore(Snapshot snapshot, Rules rules) {
    Timeline timeline = Timeline.of(snapshot.inputs());
    return new GuestState(
        snapshot.guest(),
        timeline,
        Books.of(timeline, rules),
        snapshot.historyNumbers(),
        snapshot.historyCount(),
        snapshot.noticeSequence());
  }

  /** What must be saved. */
  public Snapshot snapshot() {
    List<LedgerInput> inputs = new ArrayList<>();
    timeline.inputs().forEach(recorded -> inputs.add(recorded.input()));
    return new Snapshot(guest, inputs, historyNumbers, historyCount, noticeSequence);
  }

  /**
   * Takes one input; inputs may come in any order, and more than once.
   *
   * @throws IllegalArgumentException if it is about another guest
   */
  public Step on(LedgerInput input, Rules rules) {
    if (!input.guest().equals(guest)) {
      throw new IllegalArgumentException("input must be about " + guest + ": " + input.guest());
    }
    if (!isCounted(input, rules)) {
      return Step.unchanged(this, Outcome.NOT_COUNTED);
    }
    if (!Plausibility.isPlausible(input)) {
      return Step.unchanged(this, Outcome.IMPLAUSIBLE_STAMP);
    }
    Recorded<LedgerInput> recorded = Recorded.of(input);
    if (timeline.contains(recorded.id())) {
      return Step.unchanged(this, Outcome.DUPLICATE);
    }
    try {
      return accept(recorded, rules);
    } catch (ArithmeticException overflow) {
      // Checked arithmetic is the guard: the one input that breaks it stays out of the books.
      return Step.unchanged(this, Outcome.OUT_OF_RANGE);
    }
  }

  private static boolean isCounted(LedgerInput input, Rules rules) {
    return !(input instanceof GuestEvent.Reacted reaction)
        || reaction.origin() == ReactionOrigin.REPORTED
        || rules.acceptedReactions().contains(reaction.origin());
  }

  private Step accept(Recorded<LedgerInput> recorded, Rules rules) {
    Timeline nextTimeline = timeline.with(recorded);
    Books nextBooks = Books.of(nextTimeline, rules);
    History history = new History(guest, historyNumbers, historyCount);
    history.move(books.outages(), nextBooks.outages());
    List<Notice> notices = notices(nextBooks);
    GuestState next =
        new GuestState(
            guest,
            nextTimeline,
            nextBooks,
            history.numbers(),
            history.count(),
            noticeSequence + notices.size());
    return new Step(
        next,
        Outcome.ACCEPTED,
        history.appended(),
        notices,
        AlertChanges.between(books.alerts(), nextBooks.alerts(), recorded.at()));
  }

  /** One notice when a restart became known, or when what an earlier notice said was corrected. */
  private List<Notice> notices(Books next) {
    Set<OutageFacts> shown = facts(books);
    OutageAccount changed = null;
    for (OutageAccount outage : next.outages()) {
      if (outage.pair.restart() != null && !shown.contains(OutageFacts.of(outage))) {
        changed = outage;
      }
    }
    return changed == null ? List.of() : List.of(notice(changed, next));
  }

  private static Set<OutageFacts> facts(Books books) {
    Set<OutageFacts> facts = new HashSet<>();
    books.outages().forEach(outage -> facts.add(OutageFacts.of(outage)));
    return facts;
  }

  private Notice notice(OutageAccount outage, Books next) {
    OutageAccount.Closing closing = outage.closing;
    return new Notice(
        guest,
        outage.pair.outageId(),
        noticeSequence + 1,
        Objects.requireNonNull(outage.pair.restart()).at(),
        closing == null ? null : (Long) closing.toutNanos(),
        closing == null ? null : (Long) closing.toutErrorNanos(),
        closing == null ? 0 : closing.advance().nanos(),
        closing == null ? 0 : closing.sleep().nanos(),
        next.remainingNanos(),
        reactionsSeen(outage, next),
        outage.policy.injectAs(),
        outage.policy.reactionDelayNanos());
  }

  /** After a fork the guest knows nothing of what the other branch was told, or did about it. */
  private long reactionsSeen(OutageAccount outage, Books next) {
    return outage.pair.conflicting() ? noticeSequence : next.reactionsSeen();
  }

  /** The standing ledger of this guest, in {@link StandingLedger#ORDER}. */
  public List<Entry> entries() {
    return books.outages().stream()
        .flatMap(outage -> outage.entries().stream())
        .sorted(StandingLedger.ORDER)
        .toList();
  }

  /** The violations that opened and were resolved, by event time, then id. */
  public List<Alert> alerts() {
    return books.alerts();
  }
}
