package io.lapse.ledger.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What left a guest's state because it can no longer change: part of its standing ledger. It is
 * worked out when somebody asks for it: who only keeps states does not.
 */
public final class Sealed {
  static final Sealed NOTHING = new Sealed(null, 0, Books.EMPTY);

  private final @Nullable Tail tail;
  private final int count;
  private final Books carry;

  private Sealed(@Nullable Tail tail, int count, Books carry) {
    this.tail = tail;
    this.count = count;
    this.carry = carry;
  }

  /**
   * The first inputs of a tail.
   *
   * @param carry the books after them
   */
  static Sealed of(Tail tail, int count, Books carry) {
    return new Sealed(tail, count, carry);
  }

  private List<Link> links() {
    return tail == null ? List.of() : tail.links().subList(0, count);
  }

  /** What stands, in the order in which the outages were booked. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    accounts().forEach(account -> entries.addAll(account.entries()));
    return entries;
  }

  /** The outages, in the order in which they were booked. */
  List<OutageAccount> accounts() {
    Map<String, OutageAccount> accounts = new LinkedHashMap<>();
    if (tail != null) {
      tail.carry().openAccounts().forEach(account -> accounts.put(account.id(), account));
    }
    for (Link link : links()) {
      link.change().accounts().forEach(account -> accounts.put(account.id(), account));
    }
    carry.openAccounts().forEach(account -> accounts.remove(account.id()));
    return List.copyOf(accounts.values());
  }

  /** Violations that opened and were resolved, in event time. */
  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    links().forEach(link -> alerts.addAll(link.change().alerts()));
    return alerts;
  }
}
