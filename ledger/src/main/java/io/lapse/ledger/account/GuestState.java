package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guest in the ledger. {@link #on} is the one fold: live processing, replay, what-if and tests
 * all call it.
 *
 * <pre>
 *   inputs, any order  ->  Tail  ->  BookStep, one an input  ->  Books
 *                            |
 *       what it was before, what it is now  ->  history, notices, alerts
 *                            |
 *                       behind the horizon  ->  sealed
 * </pre>
 *
 * <p>Immutable. The state that must be kept is in {@link Snapshot}; the rest follows from it.
 */
public final class GuestState {
  /** So few inputs are not worth sealing: what is left is written anew as a whole. */
  private static final int SEAL_AT_LEAST = 20;

  /**
   * What must be saved to go on later.
   *
   * @param carry the books before the tail
   * @param tail the accepted inputs that are not sealed, in the order of the books
   * @param historyNumbers the history number of each entry that may change, outage by outage in the
   *     order in which they were booked
   * @param historyCount how many history records there are
   * @param noticeSequence the last published; 0 before the first
   * @param sealAt the size of the tail at which it is looked at for what may be sealed
   * @param judgedBy the policies that the tail was judged by, each once, in the order of their
   *     first use; without {@link Policy#DEFAULT}
   */
  public record Snapshot(
      String guest,
      Books carry,
      List<LedgerInput> tail,
      List<Long> historyNumbers,
      long historyCount,
      long noticeSequence,
      Watermark watermark,
      int sealAt,
      List<Policy> judgedBy) {

    public Snapshot {
      judgedBy = List.copyOf(judgedBy);
      tail = List.copyOf(tail);
      historyNumbers = List.copyOf(historyNumbers);
    }
  }

  private final String guest;
  private final Tail tail;
  private final HistoryNumbers historyNumbers;
  private final GuestCounts counts;
  private final @Nullable Growth growth;
  private final Marking marking;

  private GuestState(
      String guest,
      Tail tail,
      HistoryNumbers historyNumbers,
      GuestCounts counts,
      @Nullable Growth growth,
      Marking marking) {
    this.guest = guest;
    this.tail = tail;
    this.historyNumbers = historyNumbers;
    this.counts = counts;
    this.growth = growth;
    this.marking = marking;
  }

  /** A guest of which nothing is known. */
  public static GuestState empty(String guest) {
    GuestCounts none = new GuestCounts(0, 0, Watermark.NONE, SEAL_AT_LEAST);
    return new GuestState(
        guest, Tail.EMPTY, HistoryNumbers.NONE, none, null, Marking.from(none.enough()));
  }

  /**
   * The state that was saved. It says what it said when it was saved, whatever the rules are now:
   * where they judge otherwise, the next {@link #on} or {@link #under} appends the difference.
   *
   * @param now the rules that hold now, with at least the policies that it was saved under
   */
  public static GuestState restore(Snapshot snapshot, Rules now) {
    Tail tail = Restored.tail(snapshot, now);
    GuestCounts counts = GuestCounts.of(snapshot);
    return new GuestState(
        snapshot.guest(),
        tail,
        History.numbers(tail, snapshot.historyNumbers()),
        counts,
        null,
        Marking.from(counts.enough()));
  }

  /** What must be saved. */
  public Snapshot snapshot() {
    List<LedgerInput> inputs = new ArrayList<>(tail.size());
    tail.inputs().forEach(recorded -> inputs.add(recorded.input()));
    return new Snapshot(
        guest,
        tail.carry(),
        inputs,
        numbers().stream().flatMap(outage -> outage.numbers().stream()).toList(),
        counts.historyCount(),
        counts.noticeSequence(),
        counts.watermark(),
        counts.sealAt(),
        tail.judgedBy());
  }

  /** The history numbers of all entries that may change, in the order of their places. */
  public List<OutageNumbers> numbers() {
    return historyNumbers.inPlaces();
  }

  /**
   * What the last input added to the state before it; null if that is not all that it changed.
   * Whoever saved that state may add this, and need not save the rest again.
   */
  public @Nullable Growth growth() {
    return growth;
  }

  /** Whom it is about. */
  public String guest() {
    return guest;
  }

  /** How far its inputs and what follows from them have come. */
  public GuestCounts counts() {
    return counts;
  }

  /** The policies that the tail was judged by, as {@link Snapshot#judgedBy}. */
  public List<Policy> judgedBy() {
    return tail.judgedBy();
  }

  /**
   * Takes one input; inputs may come in any order, and more than once. Rules that are not those of
   * the call before hold for all that is not sealed.
   *
   * @throws IllegalArgumentException if it is about another guest
   */
  public Step on(LedgerInput input, Rules now) {
    if (!input.guest().equals(guest)) {
      throw new IllegalArgumentException("input must be about " + guest + ": " + input.guest());
    }
    if (!isCounted(input, now)) {
      return Step.unchanged(this, Outcome.NOT_COUNTED);
    }
    if (!Plausibility.isPlausible(input)) {
      return Step.unchanged(this, Outcome.IMPLAUSIBLE_STAMP);
    }
    Recorded<LedgerInput> recorded = Recorded.of(input);
    if (tail.contains(recorded)) {
      return Step.unchanged(this, Outcome.DUPLICATE);
    }
    if (counts.watermark().isLate(input)) {
      return Step.unchanged(this, Outcome.LATE);
    }
    try {
      Tail.Refold refold =
          now.equals(tail.rules()) ? tail.with(recorded, now) : tail.withAllUnder(recorded, now);
      return accept(refold, now, recorded.at(), counts.watermark().after(input));
    } catch (ArithmeticException overflow) {
      // Checked arithmetic is the guard: the one input that breaks it stays out of the books.
      return Step.unchanged(this, Outcome.OUT_OF_RANGE);
    }
  }

  /**
   * Judges all that is not sealed by other rules. What an alert takes back ends at the guest's
   * newest stamp: nothing happened that could have another. Doing it again changes nothing.
   *
   * @return a step that was ACCEPTED; OUT_OF_RANGE, and unchanged, if an amount would exceed 64
   *     bits
   */
  public Step under(Rules now) {
    TaiInstant newest = counts.watermark().newest();
    if (newest == null || now.equals(tail.rules())) {
      return Step.unchanged(this, Outcome.ACCEPTED);
    }
    try {
      return accept(tail.under(now), now, newest, counts.watermark());
    } catch (ArithmeticException overflow) {
      return Step.unchanged(this, Outcome.OUT_OF_RANGE);
    }
  }

  static boolean isCounted(LedgerInput input, Rules rules) {
    return !(input instanceof GuestEvent.Reacted reaction)
        || reaction.origin() == ReactionOrigin.REPORTED
        || rules.acceptedReactions().contains(reaction.origin());
  }

  private Step accept(Tail.Refold refold, Rules now, TaiInstant at, Watermark reached) {
    Difference difference = Difference.of(refold);
    History history = new History(guest, historyNumbers, counts.historyCount());
    history.move(difference);
    boolean cameLast = refold.before().isEmpty();
    HistoryNumbers numbers =
        cameLast ? history.numbers() : history.numbers().after(refold, historyNumbers.places());
    OutageAccount news = difference.news();
    List<Notice> notices =
        news == null
            ? List.of()
            : List.of(RestartNotice.of(news, refold.next().books(), counts.noticeSequence(), now));
    GuestState next =
        new GuestState(
            guest,
            refold.next(),
            numbers,
            new GuestCounts(
                history.count(),
                counts.noticeSequence() + notices.size(),
                reached,
                counts.sealAt()),
            cameLast ? Growth.of(tail, refold.next(), history.changed()) : null,
            marking.after(refold, counts.enough()).in(refold.next(), numbers.places()));
    Sealing sealing = Sealing.due(next.tail, next.counts, numbers.outages(), next.marking.found());
    return new Step(
        sealing == null ? next : next.after(sealing),
        Outcome.ACCEPTED,
        history.appended(),
        notices,
        AlertChanges.of(refold, at),
        sealing == null ? Sealed.NOTHING : sealing.sealed());
  }

  /**
   * The same guest with all sealed that lies behind the horizon, however little that is. Nothing
   * that stands changes; a state that grew too large may be small enough then.
   */
  public GuestState sealed() {
    // As if there were few outages: the older half of many is open until there are too many.
    return Sealing.of(tail, counts.watermark(), 0, tail.size()).map(this::after).orElse(this);
  }

  private GuestState after(Sealing sealing) {
    int sealAt = Math.max(SEAL_AT_LEAST, 2 * sealing.tail().size());
    HistoryNumbers numbers = sealing.numbers(historyNumbers);
    GuestCounts next = counts.sealed(sealing.upTo(), sealAt);
    Marking begin = Marking.from(next.enough());
    return new GuestState(guest, sealing.tail(), numbers, next, null, begin);
  }

  /** What stands of this guest and is not sealed, in {@link StandingLedger#ORDER}. */
  public List<Entry> entries() {
    return tail.accounts().stream()
        .flatMap(account -> account.entries().stream())
        .sorted(StandingLedger.ORDER)
        .toList();
  }

  /** The outages that are not sealed, or moved since, in the order in which they were booked. */
  List<OutageAccount> accounts() {
    return tail.accounts();
  }

  /** The violations that opened and were resolved and are not sealed, by event time, then id. */
  public List<Alert> alerts() {
    return AlertChanges.of(tail.links());
  }

  /** The violations that stand open, of all that may still change, by event time, then id. */
  public List<Alert> openAlerts() {
    return AlertChanges.open(tail.carry(), tail.links());
  }

  /** Which of its history may still be taken back. */
  public Reversible reversible() {
    return new Reversible(historyNumbers, tail.carry());
  }

  /** The books after all its inputs. */
  public Books books() {
    return tail.books();
  }

  /** The latest profile; null before the first. */
  public GuestEvent.@Nullable Profile profile() {
    return books().known().profile();
  }
}
