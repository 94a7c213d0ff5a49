package io.lapse.ledger.account;

import io.lapse.ledger.guest.GuestEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a running guest's wall clock still owes: the unaccounted time of the outages that it went
 * through. After a second restart of one stop the guest knows nothing of the other branch: it
 * starts from the balance at that stop.
 *
 * @param owing the outages with time unaccounted, oldest first; at most {@value #OWING_MAX}
 * @param latest the last outage of which both ends are known; null before the first
 * @param stale the outage on which UNACCOUNTED_TIME is open; null if it is not
 */
public record Branch(
    Balance balance,
    List<OutageAccount> owing,
    @Nullable OutageAccount latest,
    @Nullable OutageAccount stale) {

  /** What a guest owes for more outages stays in the balance; a repair is then the latest's. */
  static final int OWING_MAX = 1_024;

  static final Branch NEW = new Branch(Balance.ZERO, List.of(), null, null);

  /** What an observation or a reaction posts to one outage; never 0. */
  record Move(OutageAccount account, long nanos) {}

  public Branch {
    owing = List.copyOf(owing);
  }

  /** The branch that a second restart of a stop begins. */
  Branch forkAt(Stop stop) {
    boolean stillStale = stale != null && stale.id().equals(stop.staleOutageId());
    return new Branch(stop.balance(), List.of(), latest, stillStale ? stale : null);
  }

  /** With an outage that was just booked. */
  Branch booked(OutageAccount account) {
    if (account.unaccountedNanos() == 0) {
      return new Branch(balance.with(account), owing, account, stale);
    }
    List<OutageAccount> next = new ArrayList<>(owing);
    next.add(account);
    if (next.size() > OWING_MAX) {
      next.remove(0);
    }
    return new Branch(balance.with(account), next, account, stale);
  }

  Branch withStale(@Nullable OutageAccount account) {
    return new Branch(balance, owing, latest, account);
  }

  /** With the newest version of an account wherever it stands; what it owes is the same. */
  Branch updated(OutageAccount newest) {
    int index = indexOf(newest);
    if (index < 0 && !isOf(latest, newest) && !isOf(stale, newest)) {
      return this;
    }
    List<OutageAccount> next = owing;
    if (index >= 0) {
      next = new ArrayList<>(owing);
      next.set(index, newest);
    }
    return new Branch(balance, next, newest(latest, newest), newest(stale, newest));
  }

  /** After a move: what is settled owes no more, what was overdone does. */
  Branch moved(OutageAccount before, OutageAccount after) {
    List<OutageAccount> next = new ArrayList<>(owing);
    int index = indexOf(before);
    if (after.unaccountedNanos() == 0) {
      if (index >= 0) {
        next.remove(index);
      }
    } else if (index >= 0) {
      next.set(index, after);
    } else {
      next.add(after);
    }
    Balance now = balance.without(before).with(after);
    return new Branch(now, next, newest(latest, after), newest(stale, after));
  }

  private int indexOf(OutageAccount account) {
    return indexOf(account.id());
  }

  private int indexOf(String outageId) {
    for (int i = 0; i < owing.size(); i++) {
      if (owing.get(i).id().equals(outageId)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable OutageAccount newest(
      @Nullable OutageAccount account, OutageAccount after) {
    return isOf(account, after) ? after : account;
  }

  private static boolean isOf(@Nullable OutageAccount account, OutageAccount version) {
    return account != null && account.id().equals(version.id());
  }

  /** What a clock observation shows to have been repaired: at most all, never the guest's drift. */
  List<Move> observe(GuestEvent.ClockObservation observation) {
    long owed = balance.nanos();
    long bound = Math.addExact(observation.errorNanos(), balance.errorNanos());
    boolean right = Math.absExact(observation.offsetNanos()) <= bound;
    long corrected = right ? owed : Math.subtractExact(owed, observation.offsetNanos());
    return spread(Math.max(Math.min(0, owed), Math.min(Math.max(0, owed), corrected)));
  }

  List<Move> react(GuestEvent.Reacted reaction) {
    return spread(reaction.injectedNanos());
  }

  /**
   * Spreads an amount over the outages that owe, oldest first; the rest falls on the latest. An
   * amount that equals the balance clears every outage, whatever its sign.
   */
  private List<Move> spread(long nanos) {
    if (latest == null || nanos == 0) {
      return List.of();
    }
    List<Move> moves = new ArrayList<>();
    long left = nanos;
    long ofLatest = 0;
    for (OutageAccount account : owing) {
      long owes = account.unaccountedNanos();
      long part = nanos == balance.nanos() ? owes : upTo(left, owes);
      left = Math.subtractExact(left, part);
      if (account.id().equals(latest.id())) {
        ofLatest = part;
      } else if (part != 0) {
        moves.add(new Move(account, part));
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

  boolean isCounterKnown() {
    return owing.stream().allMatch(OutageAccount::isCounterKnown);
  }

  /** Without the entries that can no longer change. */
  Branch sealed() {
    return new Branch(
        balance,
        owing.stream().map(OutageAccount::sealed).toList(),
        latest == null ? null : latest.sealed(),
        stale == null ? null : stale.sealed());
  }

  /** The same of these accounts alone. */
  Branch sealed(List<OutageAccount> accounts) {
    return new Branch(
        balance,
        owing.stream().map(account -> sealed(account, accounts)).toList(),
        latest == null ? null : sealed(latest, accounts),
        stale == null ? null : sealed(stale, accounts));
  }

  private static OutageAccount sealed(OutageAccount account, List<OutageAccount> accounts) {
    boolean isOne = accounts.stream().anyMatch(one -> isOf(one, account));
    return isOne ? account.sealed() : account;
  }

  /** Whether one of these accounts may still be moved. */
  boolean speaksOf(List<OutageAccount> accounts) {
    for (OutageAccount account : accounts) {
      if (find(account.id()) != null) {
        return true;
      }
    }
    return false;
  }

  /** One of the accounts that may still be moved; null if there is none of that id. */
  @Nullable OutageAccount find(String outageId) {
    int index = indexOf(outageId);
    if (index >= 0) {
      return owing.get(index);
    }
    if (latest != null && latest.id().equals(outageId)) {
      return latest;
    }
    return stale != null && stale.id().equals(outageId) ? stale : null;
  }

  /** The accounts that may still be moved, each once. */
  public List<OutageAccount> accounts() {
    List<OutageAccount> accounts = new ArrayList<>(owing);
    for (OutageAccount account : new OutageAccount[] {latest, stale}) {
      if (account != null && accounts.stream().noneMatch(a -> a.id().equals(account.id()))) {
        accounts.add(account);
      }
    }
    return accounts;
  }
}
