package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Entry.EntryKind;
import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.Interval;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The account of one outage while the books are being made. */
final class OutageAccount {
  final Pair pair;
  final Policy policy;
  final @Nullable OutageKind kind;
  final Cooperation cooperation;
  final @Nullable Long sequence;

  /** What is known once both ends are; null before. */
  final @Nullable Closing closing;

  private final List<Entry> entries = new ArrayList<>();
  private final Set<Violation> open = EnumSet.noneOf(Violation.class);
  private long injectedNanos;
  private long injectedAsSleepNanos;
  private long correctedNanos;

  /**
   * The figures of a closed outage.
   *
   * @param toutErrorNanos give or take
   */
  record Closing(long toutNanos, long toutErrorNanos, CounterAdvance advance, Sleep sleep) {
    Interval tout() {
      return Interval.around(toutNanos, toutErrorNanos);
    }

    /** What the stop and the restart alone leave unaccounted. */
    long unaccountedNanos() {
      return Math.subtractExact(Math.subtractExact(toutNanos, advance.nanos()), sleep.nanos());
    }

    /** What {@link #unaccountedNanos} may be off by. */
    long errorNanos() {
      return Math.addExact(toutErrorNanos, sleep.errorNanos());
    }
  }

  OutageAccount(
      Pair pair,
      Policy policy,
      @Nullable OutageKind kind,
      Cooperation cooperation,
      @Nullable Long sequence,
      @Nullable Closing closing) {
    this.pair = pair;
    this.policy = policy;
    this.kind = kind;
    this.cooperation = cooperation;
    this.sequence = sequence;
    this.closing = closing;
  }

  List<Entry> entries() {
    return entries;
  }

  void opened(Violation violation) {
    open.add(violation);
  }

  void resolved(Violation violation) {
    open.remove(violation);
  }

  boolean isOpen(Violation violation) {
    return open.contains(violation);
  }

  /** What is still unaccounted; 0 where Tout is not known. */
  long unaccountedNanos() {
    if (closing == null) {
      return 0;
    }
    return Math.subtractExact(
        Math.subtractExact(closing.unaccountedNanos(), injectedNanos), correctedNanos);
  }

  /** What {@link #unaccountedNanos} may be off by; 0 where Tout is not known. */
  long errorNanos() {
    return closing == null ? 0 : closing.errorNanos();
  }

  /** Whether anybody said what the guest's counter did. */
  boolean isCounterKnown() {
    return closing == null || closing.advance().basis() != AmountBasis.UNKNOWN;
  }

  /** By how much a base of the guest's timers has moved so far. */
  long advanceNanos(TimerClock base) {
    Closing closed = Objects.requireNonNull(closing);
    long counter = closed.advance().nanos();
    long slept = Math.addExact(counter, closed.sleep().nanos());
    return switch (base) {
      case MONOTONIC -> counter;
      case BOOTTIME -> Math.addExact(slept, injectedAsSleepNanos);
      case REALTIME, TAI -> Math.addExact(slept, Math.addExact(injectedNanos, correctedNanos));
    };
  }

  void inject(long nanos, boolean asSleep) {
    injectedNanos = Math.addExact(injectedNanos, nanos);
    if (asSleep) {
      injectedAsSleepNanos = Math.addExact(injectedAsSleepNanos, nanos);
    }
  }

  void correct(long nanos) {
    correctedNanos = Math.addExact(correctedNanos, nanos);
  }

  /** Books the outage as its stop and restart show it. */
  void post(List<EventId> eventIds, @Nullable ExpiryEstimate expired) {
    List<Posting> postings = new ArrayList<>();
    if (closing != null) {
      add(postings, Account.ELAPSED, Math.negateExact(closing.toutNanos()));
      add(postings, Account.COMPENSATED, closing.advance().nanos());
      add(postings, Account.SLEPT, closing.sleep().nanos());
      add(postings, Account.UNACCOUNTED, closing.unaccountedNanos());
    }
    append(EntryKind.POSTED, null, eventIds, expired, postings);
  }

  /** Books what a reaction, or a correction, has just moved. */
  void adjust(
      Account account,
      long nanos,
      @Nullable ReactionOrigin origin,
      EventId eventId,
      @Nullable ExpiryEstimate expired) {
    List<Posting> postings = new ArrayList<>();
    add(postings, account, nanos);
    add(postings, Account.UNACCOUNTED, Math.negateExact(nanos));
    append(EntryKind.ADJUSTMENT, origin, List.of(eventId), expired, postings);
  }

  private static void add(List<Posting> postings, Account account, long nanos) {
    if (nanos != 0) {
      postings.add(new Posting(account, nanos));
    }
  }

  private void append(
      EntryKind entryKind,
      @Nullable ReactionOrigin origin,
      List<EventId> eventIds,
      @Nullable ExpiryEstimate expired,
      List<Posting> postings) {
    entries.add(
        new Entry(
            pair.guest(),
            pair.outageId(),
            entries.size() + 1,
            entryKind,
            kind,
            pair.stop() == null ? null : pair.stop().input().envelope().host(),
            pair.restart() == null ? null : pair.restart().input().envelope().host(),
            pair.stop() == null ? null : pair.stop().at(),
            pair.restart() == null ? null : pair.restart().at(),
            closing == null ? null : (Long) closing.toutNanos(),
            closing == null ? null : (Long) closing.toutErrorNanos(),
            amounts(),
            sequence,
            closing == null ? null : Verdict.of(closing.tout(), policy.thresholdNanos()),
            cooperation,
            List.copyOf(open),
            expired,
            policy.name(),
            origin,
            eventIds,
            null,
            postings));
  }

  private @Nullable Amounts amounts() {
    if (closing == null) {
      return null;
    }
    return new Amounts(
        closing.advance().nanos(),
        closing.advance().basis(),
        closing.sleep().nanos(),
        closing.sleep().basis(),
        injectedNanos,
        correctedNanos,
        unaccountedNanos());
  }
}
