package io.lapse.ledger.account;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.notice.Notice;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  /** So few inputs are not worth sealing: those that are left are booked again. */
  private static final int SEAL_AT_LEAST = 256;

  /** Of too many outages the older half is sealed; then again after so many more. */
  private static final int OUTAGES_STEP = 64;

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
   */
  public record Snapshot(
      String guest,
      Books carry,
      List<LedgerInput> tail,
      List<Long> historyNumbers,
      long historyCount,
      long noticeSequence,
      Watermark watermark,
      int sealAt) {

    public Snapshot {
      tail = List.copyOf(tail);
      historyNumbers = List.copyOf(historyNumbers);
    }
  }

  private final String guest;
  private final Rules rules;
  private final Tail tail;
  private final HistoryNumbers historyNumbers;
  private final long historyCount;
  private final long noticeSequence;
  private final Watermark watermark;
  private final int sealAt;

  private GuestState(
      String guest,
      Rules rules,
      Tail tail,
      HistoryNumbers historyNumbers,
      long historyCount,
      long noticeSequence,
      Watermark watermark,
      int sealAt) {
    this.guest = guest;
    this.rules = rules;
    this.tail = tail;
    this.historyNumbers = historyNumbers;
    this.historyCount = historyCount;
    this.noticeSequence = noticeSequence;
    this.watermark = watermark;
    this.sealAt = sealAt;
  }

  /** A guest of which nothing is known. */
  public static GuestState empty(String guest) {
    return new GuestState(
        guest, Rules.DEFAULT, Tail.EMPTY, HistoryNumbers.NONE, 0, 0, Watermark.NONE, SEAL_AT_LEAST);
  }

  /**
   * The state that was saved.
   *
   * @param rules those under which it was saved
   */
  public static GuestState restore(Snapshot snapshot, Rules rules) {
    List<Recorded<?>> inputs = new ArrayList<>();
    snapshot.tail().forEach(input -> inputs.add(Recorded.of(input)));
    Tail tail = Tail.of(snapshot.carry(), inputs, rules);
    return new GuestState(
        snapshot.guest(),
        rules,
        tail,
        History.numbers(tail, snapshot.historyNumbers()),
        snapshot.historyCount(),
        snapshot.noticeSequence(),
        snapshot.watermark(),
        snapshot.sealAt());
  }

  /** What must be saved. */
  public Snapshot snapshot() {
    List<LedgerInput> inputs = new ArrayList<>(tail.size());
    tail.links().forEach(link -> inputs.add(link.recorded().input()));
    return new Snapshot(
        guest,
        tail.carry(),
        inputs,
        tail.accounts().stream()
            .flatMap(account -> historyNumbers.of(account.id()).stream())
            .toList(),
        historyCount,
        noticeSequence,
        watermark,
        sealAt);
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
    if (watermark.isLate(input)) {
      return Step.unchanged(this, Outcome.LATE);
    }
    try {
      return accept(recorded, now);
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

  private Step accept(Recorded<LedgerInput> recorded, Rules now) {
    Tail.Refold refold = refold(recorded, now);
    Difference difference = Difference.of(refold);
    HistoryNumbers numbers = historyNumbers;
    long count = historyCount;
    List<HistoryRecord> appended = List.of();
    if (!difference.pairs().isEmpty()) {
      History history = new History(guest, historyNumbers, historyCount);
      history.move(difference);
      numbers = history.numbers();
      count = history.count();
      appended = history.appended();
    }
    OutageAccount news = difference.news();
    List<Notice> notices =
        news == null ? List.of() : List.of(notice(news, refold.next().books(), now));
    GuestState next =
        new GuestState(
            guest,
            now,
            refold.next(),
            numbers,
            count,
            noticeSequence + notices.size(),
            watermark.after(recorded.input()),
            sealAt);
    Sealing sealing = next.sealing();
    return new Step(
        sealing == null ? next : next.after(sealing),
        Outcome.ACCEPTED,
        appended,
        notices,
        AlertChanges.of(refold, recorded.at()),
        sealing == null ? Sealed.NOTHING : sealing.sealed());
  }

  /** Other rules may judge everything else that is not sealed differently, too. */
  private Tail.Refold refold(Recorded<?> recorded, Rules now) {
    if (tail.last() == null || now.equals(rules)) {
      return tail.with(recorded, now);
    }
    Tail.Refold added = tail.under(now).next().with(recorded, now);
    return new Tail.Refold(added.next(), tail.carry(), tail.links(), added.next().links());
  }

  private Notice notice(OutageAccount account, Books books, Rules now) {
    Outage outage = account.outage();
    Closing closing = outage.closing();
    // After a fork the guest knows nothing of what the other branch was told, or did about it.
    boolean forked = account.isOpen(Violation.CONFLICTING_RESTART);
    // What an emulated guest did is of no account where it is not booked.
    boolean booked = now.acceptedReactions().contains(ReactionOrigin.EMULATED);
    return new Notice(
        guest,
        outage.id(),
        noticeSequence + 1,
        Objects.requireNonNull(outage.restartedAt()),
        closing == null ? null : (Long) closing.toutNanos(),
        closing == null ? null : (Long) closing.toutErrorNanos(),
        closing == null ? 0 : closing.advanceNanos(),
        closing == null ? 0 : closing.sleptNanos(),
        books.branch().balance().nanos(),
        forked || !booked ? noticeSequence : books.reactions().seen(),
        outage.policy().injectAs(),
        outage.policy().reactionDelayNanos(),
        outage.timers() == null ? null : outage.timers().ranOn());
  }

  /** What is due to be sealed; null if nothing is, or it is not worth looking. */
  private @Nullable Sealing sealing() {
    int outages = historyNumbers.outages();
    boolean tooMany =
        outages > Horizon.OUTAGES_MAX && (outages - Horizon.OUTAGES_MAX) % OUTAGES_STEP == 1;
    if (tail.size() < sealAt && !tooMany) {
      return null;
    }
    Optional<Sealing> sealing = Sealing.of(tail, watermark, outages, rules);
    return sealing.orElseGet(() -> new Sealing(tail, Sealed.NOTHING, null));
  }

  /**
   * The same guest with all sealed that lies behind the horizon, however little that is. Nothing
   * that stands changes; a state that grew too large may be small enough then.
   */
  public GuestState sealed() {
    // As if there were few outages: the older half of many is open until there are too many.
    return Sealing.of(tail, watermark, 0, rules).map(this::after).orElse(this);
  }

  private GuestState after(Sealing sealing) {
    Map<String, List<Long>> left = new HashMap<>();
    for (Entry entry : sealing.sealed().entries()) {
      List<Long> numbers = left.getOrDefault(entry.outageId(), historyNumbers.of(entry.outageId()));
      left.put(entry.outageId(), List.copyOf(numbers.subList(1, numbers.size())));
    }
    TaiInstant upTo = sealing.upTo();
    return new GuestState(
        guest,
        rules,
        sealing.tail(),
        historyNumbers.with(left),
        historyCount,
        noticeSequence,
        upTo == null ? watermark : watermark.sealedUpTo(upTo),
        Math.max(SEAL_AT_LEAST, 2 * sealing.tail().size()));
  }

  /** What stands of this guest and is not sealed, in {@link StandingLedger#ORDER}. */
  public List<Entry> entries() {
    return tail.accounts().stream()
        .flatMap(account -> account.entries().stream())
        .sorted(StandingLedger.ORDER)
        .toList();
  }

  /** The violations that opened and were resolved and are not sealed, by event time, then id. */
  public List<Alert> alerts() {
    return AlertChanges.of(tail.links());
  }

  /** The latest profile; null before the first. */
  public GuestEvent.@Nullable Profile profile() {
    return tail.books().known().profile();
  }
}
