package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.TimerPrior;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of one outage. Immutable: what moves it returns the next.
 *
 * @param moved what was moved after it
 * @param open the violations that are open, as they were opened, but about the outage as it is
 *     known now, in the order of {@link Violation}. Not copied: nobody may change it
 * @param sealedEntries how many of its entries can no longer change, and are kept elsewhere
 * @param entries those that follow, by event time
 */
public record OutageAccount(
    Outage outage,
    Moved moved,
    Map<Violation, Alert> open,
    int sealedEntries,
    List<Entry> entries) {

  public OutageAccount {
    entries = List.copyOf(entries);
  }

  static OutageAccount of(Outage outage) {
    return new OutageAccount(outage, Moved.NOTHING, Map.of(), 0, List.of());
  }

  String id() {
    return outage.id();
  }

  /** The same account of an outage of which more is known; what was booked is booked again. */
  OutageAccount of(Outage known, List<EventId> eventIds) {
    return new OutageAccount(known, moved, open, sealedEntries, List.of()).posted(eventIds);
  }

  /** The account of the same outage, of which the restart is known now; nothing is booked yet. */
  OutageAccount restarted(Outage known) {
    if (open.isEmpty()) {
      return of(known);
    }
    Map<Violation, Alert> alerts = new EnumMap<>(Violation.class);
    open.forEach((violation, alert) -> alerts.put(violation, alert.about(known)));
    return new OutageAccount(
        known, Moved.NOTHING, Collections.unmodifiableMap(alerts), 0, List.of());
  }

  OutageAccount opened(Alert alert) {
    Map<Violation, Alert> alerts = new EnumMap<>(Violation.class);
    alerts.putAll(open);
    alerts.put(alert.violation(), alert);
    return new OutageAccount(
        outage, moved, Collections.unmodifiableMap(alerts), sealedEntries, entries);
  }

  OutageAccount resolved(Violation violation) {
    if (!open.containsKey(violation)) {
      return this;
    }
    Map<Violation, Alert> alerts = new EnumMap<>(open);
    alerts.remove(violation);
    return new OutageAccount(
        outage, moved, Collections.unmodifiableMap(alerts), sealedEntries, entries);
  }

  boolean isOpen(Violation violation) {
    return open.containsKey(violation);
  }

  OutageAccount with(Moved now) {
    return new OutageAccount(outage, now, open, sealedEntries, entries);
  }

  /** Whether no restart ended it yet. */
  boolean isUnrestarted() {
    return outage.restartedAt() == null;
  }

  /** What is still unaccounted; 0 where Tout is not known. */
  long unaccountedNanos() {
    Closing closing = outage.closing();
    if (closing == null) {
      return 0;
    }
    long injected = Math.subtractExact(closing.unaccountedNanos(), moved.injectedNanos());
    return Math.subtractExact(injected, moved.correctedNanos());
  }

  /** What {@link #unaccountedNanos} may be off by; 0 where Tout is not known. */
  long errorNanos() {
    return outage.closing() == null ? 0 : outage.closing().errorNanos();
  }

  /** Whether anybody said what the guest's counter did. */
  boolean isCounterKnown() {
    return outage.closing() == null || outage.closing().advanceBasis() != AmountBasis.UNKNOWN;
  }

  /** The timers that fell due by what has moved so far; null where nothing is known of them. */
  public @Nullable ExpiryEstimate expired(Rules rules) {
    Closing closing = outage.closing();
    return closing == null ? null : expiredIf(closing, moved, rules);
  }

  /**
   * The timers that would have fallen due, had the guest's clocks moved otherwise; null where
   * nothing is known of them. They are rolled forward to the stop by what the books say of the
   * outages before.
   *
   * @param closing of this outage, with other amounts
   * @param otherwise what would have moved after it
   * @throws ArithmeticException beyond 64 bits
   */
  public @Nullable ExpiryEstimate expiredIf(Closing closing, Moved otherwise, Rules rules) {
    if (!outage.supported()) {
      return ExpiryEstimate.UNSUPPORTED_GUEST;
    }
    if (outage.timers() != null) {
      return outage.timers().expired(closing, otherwise);
    }
    TimerPrior prior = outage.timersLike() == null ? null : rules.priorOf(outage.timersLike());
    return prior == null
        ? null
        : prior.estimate(TimersAtStop.windowsFromTheStop(closing, otherwise));
  }

  /** With its first entry, while it is open: of its timers nothing can be said. */
  OutageAccount posted(List<EventId> eventIds) {
    return posted(eventIds, null);
  }

  /**
   * With its first entry: the outage as its stop and restart show it.
   *
   * @param expired what {@link #expired} says
   */
  OutageAccount posted(List<EventId> eventIds, @Nullable ExpiryEstimate expired) {
    List<Posting> postings = new ArrayList<>();
    Closing closing = outage.closing();
    if (closing != null) {
      add(postings, Account.ELAPSED, Math.negateExact(closing.toutNanos()));
      add(postings, Account.COMPENSATED, closing.advanceNanos());
      add(postings, Account.SLEPT, closing.sleptNanos());
      add(postings, Account.UNACCOUNTED, closing.unaccountedNanos());
    }
    Entry entry = entry(EntryKind.POSTED, 1, null, eventIds, expired, postings);
    return new OutageAccount(outage, moved, open, 0, List.of(entry));
  }

  /** With an entry for what a reaction, or a correction, has just moved. */
  OutageAccount adjusted(
      Account account,
      long nanos,
      @Nullable ReactionOrigin origin,
      EventId eventId,
      @Nullable ExpiryEstimate expired) {
    List<Posting> postings = new ArrayList<>();
    add(postings, account, nanos);
    add(postings, Account.UNACCOUNTED, Math.negateExact(nanos));
    int number = sealedEntries + entries.size() + 1;
    List<Entry> next = new ArrayList<>(entries);
    next.add(entry(EntryKind.ADJUSTMENT, number, origin, List.of(eventId), expired, postings));
    return new OutageAccount(outage, moved, open, sealedEntries, next);
  }

  /** Without the entries that it has: they can no longer change. */
  OutageAccount sealed() {
    return new OutageAccount(outage, moved, open, sealedEntries + entries.size(), List.of());
  }

  private static void add(List<Posting> postings, Account account, long nanos) {
    if (nanos != 0) {
      postings.add(new Posting(account, nanos));
    }
  }

  private Entry entry(
      EntryKind entryKind,
      int number,
      @Nullable ReactionOrigin origin,
      List<EventId> eventIds,
      @Nullable ExpiryEstimate expired,
      List<Posting> postings) {
    Closing closing = outage.closing();
    return new Entry(
        outage.guest(),
        outage.id(),
        number,
        entryKind,
        outage.kind(),
        outage.sourceHost(),
        outage.destinationHost(),
        outage.stoppedAt(),
        outage.restartedAt(),
        closing == null ? null : (Long) closing.toutNanos(),
        closing == null ? null : (Long) closing.toutErrorNanos(),
        closing == null ? null : amounts(closing),
        outage.sequence(),
        closing == null ? null : Verdict.of(closing.tout(), outage.policy().thresholdNanos()),
        outage.cooperation(),
        List.copyOf(open.keySet()),
        expired,
        outage.policy().name(),
        origin,
        eventIds,
        null,
        postings);
  }

  private Amounts amounts(Closing closing) {
    return new Amounts(
        closing.advanceNanos(),
        closing.advanceBasis(),
        closing.sleptNanos(),
        closing.sleptBasis(),
        moved.injectedNanos(),
        moved.correctedNanos(),
        unaccountedNanos());
  }
}
