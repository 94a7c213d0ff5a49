package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a running guest's wall clock still owes: the unaccounted time of the outages that it went
 * through. After a second restart of one stop the guest knows nothing of the other branch: it
 * starts from the balance at that stop.
 */
final class Branch {
  /**
   * A sum with its error.
   *
   * @param nanos positive: the guest's wall clock is behind TAI
   * @param errorNanos the errors of the outages that make it up; what is repaired adds none
   */
  record Balance(long nanos, long errorNanos) {
    static final Balance ZERO = new Balance(0, 0);

    /** With what an outage owes; one that owes nothing brings no error either. */
    Balance with(OutageAccount outage) {
      long owes = outage.unaccountedNanos();
      long error = owes == 0 ? 0 : outage.errorNanos();
      return new Balance(Math.addExact(nanos, owes), Math.addExact(errorNanos, error));
    }

    Balance without(OutageAccount outage) {
      long owes = outage.unaccountedNanos();
      long error = owes == 0 ? 0 : outage.errorNanos();
      return new Balance(Math.subtractExact(nanos, owes), Math.subtractExact(errorNanos, error));
    }
  }

  /** What an observation or a reaction posts to one outage; never 0. */
  record Move(OutageAccount outage, long nanos) {}

  private final ViolationLog violations;

  /** The outages with time unaccounted, oldest first. */
  private final Set<OutageAccount> owing = new LinkedHashSet<>();

  private Balance balance = Balance.ZERO;
  private @Nullable OutageAccount latest;
  private @Nullable OutageAccount stale;

  Branch(ViolationLog violations) {
    this.violations = violations;
  }

  void forkAt(Balance balanceAtStop) {
    owing.clear();
    balance = balanceAtStop;
  }

  void add(OutageAccount outage) {
    latest = outage;
    balance = balance.with(outage);
    if (outage.unaccountedNanos() != 0) {
      owing.add(outage);
    }
  }

  /** Carries moves out: what they settled owes no more, what they overdid does. */
  void carryOut(List<Move> moves, Account account, boolean asSleep) {
    for (Move move : moves) {
      OutageAccount outage = move.outage();
      balance = balance.without(outage);
      if (account == Account.INJECTED) {
        outage.inject(move.nanos(), asSleep);
      } else {
        outage.correct(move.nanos());
      }
      if (outage.unaccountedNanos() == 0) {
        owing.remove(outage);
      } else {
        owing.add(outage);
      }
      balance = balance.with(outage);
    }
  }

  /** The sum over the outages of this branch, and what it began with. */
  Balance balance() {
    return balance;
  }

  /** What a clock observation shows to have been repaired: at most all, never the guest's drift. */
  List<Move> observe(GuestEvent.ClockObservation observation) {
    long owed = balance.nanos();
    long bound = Math.addExact(observation.errorNanos(), balance.errorNanos());
    boolean right = Math.absExact(observation.offsetNanos()) <= bound;
    long corrected = right ? owed : Math.subtractExact(owed, observation.offsetNanos());
    return spread(Math.max(Math.min(0, owed), Math.min(Math.max(0, owed), corrected)), owed);
  }

  List<Move> react(GuestEvent.Reacted reaction) {
    return spread(reaction.injectedNanos(), balance.nanos());
  }

  /**
   * Spreads an amount over the outages that owe, oldest first; the rest falls on the latest.
   *
   * @param owedNanos the balance; an amount that equals it clears every outage, whatever its sign
   */
  private List<Move> spread(long nanos, long owedNanos) {
    if (latest == null || nanos == 0) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    long left = nanos;
    long ofLatest = 0;
    for (OutageAccount outage : owing) {
      long owes = outage.unaccountedNanos();
      long part = nanos == owedNanos ? owes : upTo(left, owes);
      left = Math.subtractExact(left, part);
      if (outage == latest) {
        ofLatest = part;
      } else if (part != 0) {
        moves.add(new Move(outage, part));
      }
    }
    long onLatest = Math.addExact(ofLatest, left);
    if (onLatest != 0) {
      moves.add(new Move(latest, onLatest));
    }
    return moves;
  }

  /** As much of {@code owes} as {@code left} covers; nothing where the signs differ. */
  private static long upTo(long left, long owes) {
    return left > 0 ? Math.min(left, Math.max(0, owes)) : Math.max(left, Math.min(0, owes));
  }

  /** Opens or resolves UNACCOUNTED_TIME as the balance stands. */
  void settle(TaiInstant at) {
    if (latest == null) {
      return;
    }
    long magnitude = Math.absExact(balance.nanos());
    long bound = Math.addExact(balance.errorNanos(), latest.policy.toleranceNanos());
    if (magnitude > bound && stale == null) {
      stale = latest;
      violations.open(latest, Violation.UNACCOUNTED_TIME, at, isKnown());
    } else if (magnitude <= bound && stale != null) {
      violations.resolve(stale, Violation.UNACCOUNTED_TIME, at);
      stale = null;
    }
  }

  private boolean isKnown() {
    return owing.stream().allMatch(OutageAccount::isCounterKnown);
  }
}
