package io.lapse.ledger.account;

import io.lapse.ledger.policy.Severity;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;

/** The books of a guest while one input is being booked. */
final class Draft {
  Known known;
  Pairing pairing;
  Branch branch;
  Books.Reactions reactions;
  long sequence;

  private static final int FEW = 2;

  // An input moves an account or two: lists of them are smaller than maps, and as fast.
  private final List<OutageAccount> touched = new ArrayList<>(FEW);
  private final List<OutageAccount> newest = new ArrayList<>(FEW);
  private final List<Alert> alerts = new ArrayList<>(0);

  Draft(Books before, TaiInstant now) {
    known = before.known().at(now);
    pairing = before.pairing().at(now);
    branch = before.branch();
    reactions = before.reactions();
    sequence = before.sequence();
  }

  Books books() {
    return new Books(known, pairing, branch, reactions, sequence);
  }

  Change change() {
    if (touched.isEmpty() && alerts.isEmpty()) {
      return Change.NONE;
    }
    return new Change(List.copyOf(touched), List.copyOf(alerts));
  }

  /** Notes that an account has another entry, or others than before. */
  void touch(OutageAccount account) {
    update(account);
    put(touched, account);
  }

  /** Notes the newest version of an account, wherever it stands. */
  void update(OutageAccount account) {
    put(newest, account);
    branch = branch.updated(account);
  }

  /** In the place of an older version of it, if there is one. */
  private static void put(List<OutageAccount> accounts, OutageAccount account) {
    int index = indexOf(accounts, account.id());
    if (index < 0) {
      accounts.add(account);
    } else {
      accounts.set(index, account);
    }
  }

  private static int indexOf(List<OutageAccount> accounts, String id) {
    for (int i = 0; i < accounts.size(); i++) {
      if (accounts.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** The newest version of an account. */
  OutageAccount newest(OutageAccount account) {
    int index = indexOf(newest, account.id());
    return index < 0 ? account : newest.get(index);
  }

  OutageAccount open(OutageAccount account, Violation violation, TaiInstant at, boolean certain) {
    return open(account, violation, violation.severity(), at, certain);
  }

  OutageAccount open(
      OutageAccount account,
      Violation violation,
      Severity severity,
      TaiInstant at,
      boolean certain) {
    Outage outage = account.outage();
    String policy = outage.policy().name();
    Alert alert =
        Alert.opened(outage.guest(), outage.id(), violation, severity, at, certain, policy)
            .about(outage);
    alerts.add(alert);
    return account.opened(alert);
  }

  /** Says that a violation is over; no doubt is left then. */
  void resolve(Alert opened, TaiInstant at) {
    alerts.add(opened.repairedAt(at));
  }

  OutageAccount resolve(OutageAccount account, Violation violation, TaiInstant at) {
    Alert opened = account.open().get(violation);
    if (opened == null) {
      return account;
    }
    resolve(opened, at);
    return account.resolved(violation);
  }

  /** Opens or resolves UNACCOUNTED_TIME as the balance stands. */
  void settle(TaiInstant at) {
    OutageAccount latest = branch.latest();
    if (latest == null) {
      return;
    }
    Balance balance = branch.balance();
    long tolerance = latest.outage().policy().toleranceNanos();
    long magnitude = Math.absExact(balance.nanos());
    long bound = Math.addExact(balance.errorNanos(), tolerance);
    OutageAccount stale = branch.stale();
    if (magnitude > bound && stale == null) {
      boolean certain = branch.isCounterKnown();
      OutageAccount opened = open(latest, Violation.UNACCOUNTED_TIME, at, certain);
      update(opened);
      branch = branch.withStale(opened);
    } else if (magnitude <= bound && stale != null) {
      OutageAccount resolved = resolve(stale, Violation.UNACCOUNTED_TIME, at);
      update(resolved);
      branch = branch.withStale(null);
    }
  }
}
