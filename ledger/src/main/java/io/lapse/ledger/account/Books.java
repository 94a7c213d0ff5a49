package io.lapse.ledger.account;

import io.lapse.ledger.EventId;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.host.HostEvent;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.ExpiryEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The books of one guest: a pure function of its inputs in order, and of the rules. Whatever the
 * order of arrival was, the same inputs give the same books.
 */
final class Books {
  static final Books EMPTY = new Books();

  private final Timeline timeline;
  private final Rules rules;
  private final Claims claims;
  private final ViolationLog violations = new ViolationLog();
  private final Judge judge = new Judge(violations);
  private final Branch branch = new Branch(violations);
  private final Map<EventId, Branch.Balance> balanceAtStop = new HashMap<>();
  private final Map<EventId, List<Pair>> pairsByBooking = new HashMap<>();
  private final List<OutageAccount> outages = new ArrayList<>();
  private long sequence;
  private long reactionsSeen;

  private Books() {
    this(Timeline.EMPTY, Rules.DEFAULT);
  }

  private Books(Timeline timeline, Rules rules) {
    this.timeline = timeline;
    this.rules = rules;
    this.claims = new Claims(timeline);
    for (Pair pair : Pairing.of(timeline)) {
      Recorded<?> booking = pair.restart() != null ? pair.restart() : pair.stop();
      pairsByBooking
          .computeIfAbsent(Objects.requireNonNull(booking).id(), id -> new ArrayList<>())
          .add(pair);
    }
  }

  static Books of(Timeline timeline, Rules rules) {
    Books books = new Books(timeline, rules);
    timeline.inputs().forEach(books::take);
    return books;
  }

  /** The outages, in the order in which they became known. */
  List<OutageAccount> outages() {
    return outages;
  }

  List<Alert> alerts() {
    return violations.alerts();
  }

  /** What the guest's wall clock is behind TAI by. */
  long remainingNanos() {
    return branch.balance().nanos();
  }

  /** The highest notice sequence that a reaction in the books answers; 0 if none. */
  long reactionsSeen() {
    return reactionsSeen;
  }

  private void take(Recorded<?> recorded) {
    if (recorded.input() instanceof HostEvent.Stopped) {
      balanceAtStop.put(recorded.id(), branch.balance());
    }
    for (Pair pair : pairsByBooking.getOrDefault(recorded.id(), List.of())) {
      book(pair);
    }
    if (recorded.input() instanceof GuestEvent.ClockObservation observation) {
      adjust(branch.observe(observation), recorded, null);
    } else if (recorded.input() instanceof GuestEvent.Reacted reaction) {
      reactionsSeen = Math.max(reactionsSeen, reaction.noticeSequence());
      adjust(branch.react(reaction), recorded, reaction);
    }
  }

  private void book(Pair pair) {
    OutageAccount outage = account(pair);
    outages.add(outage);
    judge.judge(outage);
    ExpiryEstimate expired = new ExpiredTimers(timeline, outages).of(outage);
    judge.judgeExpiry(outage, expired, pair.bookedAt());
    if (outage.closing != null) {
      if (pair.conflicting()) {
        Recorded<?> stop = Objects.requireNonNull(pair.stop());
        branch.forkAt(balanceAtStop.getOrDefault(stop.id(), Branch.Balance.ZERO));
      }
      branch.add(outage);
      branch.settle(pair.bookedAt());
    }
    outage.post(eventIds(outage), expired);
  }

  private OutageAccount account(Pair pair) {
    OutageKind kind = Classification.kind(pair, timeline);
    Policy policy = rules.policyFor(guestClass(pair.bookedAt()), pair.bookedAt());
    Long rank = null;
    if (pair.restart() != null) {
      sequence++;
      rank = sequence;
    }
    OutageAccount.Closing closing = closing(pair, kind, policy);
    return new OutageAccount(
        pair, policy, kind, Classification.cooperation(pair, timeline), rank, closing);
  }

  private OutageAccount.@Nullable Closing closing(
      Pair pair, @Nullable OutageKind kind, Policy policy) {
    if (pair.stop() == null || pair.restart() == null) {
      return null;
    }
    long toutNanos = pair.stop().at().nanosUntil(pair.restart().at());
    return new OutageAccount.Closing(
        toutNanos,
        ToutError.nanos(pair, timeline, policy.driftPpm()),
        CounterAdvance.of(pair, Objects.requireNonNull(kind), toutNanos, timeline, claims),
        Sleep.of(pair, toutNanos, claims));
  }

  private String guestClass(TaiInstant at) {
    return timeline
        .latest(GuestEvent.Profile.class, at)
        .map(profile -> profile.input().guestClass())
        .orElse(Policy.DEFAULT.guestClass());
  }

  /** Moves all parts first: a violation is judged by what the whole adjustment leaves. */
  private void adjust(
      List<Branch.Move> moves, Recorded<?> recorded, GuestEvent.@Nullable Reacted reaction) {
    Account account = reaction != null ? Account.INJECTED : Account.CORRECTED;
    branch.carryOut(moves, account, reaction != null && reaction.asSleep());
    branch.settle(recorded.at());
    for (Branch.Move move : moves) {
      ExpiryEstimate expired = new ExpiredTimers(timeline, outages).of(move.outage());
      judge.judgeExpiry(move.outage(), expired, recorded.at());
      move.outage()
          .adjust(
              account,
              move.nanos(),
              reaction == null ? null : reaction.origin(),
              recorded.id(),
              expired);
    }
  }

  /** The events that made the entry: both ends, the claims about them, and the timers. */
  private List<EventId> eventIds(OutageAccount outage) {
    List<Recorded<?>> events = new ArrayList<>();
    Pair pair = outage.pair;
    if (pair.stop() != null) {
      events.add(pair.stop());
    }
    if (pair.restart() != null) {
      events.add(pair.restart());
    }
    if (outage.closing != null) {
      if (outage.closing.advance().claim() != null) {
        events.add(outage.closing.advance().claim());
      }
      if (outage.closing.sleep().claim() != null) {
        events.add(outage.closing.sleep().claim());
      }
      new ExpiredTimers(timeline, outages).inventory(outage).ifPresent(events::add);
    }
    return events.stream()
        .sorted(Comparator.comparing((Recorded<?> event) -> event.at()).thenComparing(Recorded::id))
        .map(Recorded::id)
        .toList();
  }
}
