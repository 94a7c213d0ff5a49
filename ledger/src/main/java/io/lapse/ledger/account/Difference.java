package io.lapse.ledger.account;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a new input changed: the accounts that were moved before it, or are after it.
 *
 * @param pairs each account once, in the order in which it was moved
 */
record Difference(List<Pair> pairs) {
  private static final Difference NONE = new Difference(List.of());

  /**
   * An account in both versions of the books.
   *
   * @param before null if it was not there
   * @param after null if it is there no more
   */
  record Pair(@Nullable OutageAccount before, @Nullable OutageAccount after) {

    /** Whether a guest was told something else of it, or nothing. */
    boolean isNews() {
      return after != null
          && after.outage().restartedAt() != null
          && (before == null || !OutageFacts.of(before).equals(OutageFacts.of(after)));
    }
  }

  static Difference of(Tail.Refold refold) {
    if (isQuiet(refold.before()) && isQuiet(refold.after())) {
      return NONE;
    }
    if (refold.before().isEmpty() && refold.after().size() == 1) {
      return new Difference(moved(refold.base(), refold.after().get(0).change().accounts()));
    }
    Map<String, OutageAccount> before = newest(refold.before());
    Map<String, OutageAccount> after = newest(refold.after());
    List<Pair> pairs = new ArrayList<>();
    before.forEach(
        (id, account) -> {
          OutageAccount next = after.get(id);
          pairs.add(new Pair(account, next != null ? next : refold.base().find(id)));
        });
    after.forEach(
        (id, account) -> {
          if (!before.containsKey(id)) {
            pairs.add(new Pair(refold.base().find(id), account));
          }
        });
    return new Difference(pairs);
  }

  /** By an input that came last; a change has each account once. */
  private static List<Pair> moved(Books base, List<OutageAccount> accounts) {
    List<Pair> pairs = new ArrayList<>(accounts.size());
    for (OutageAccount account : accounts) {
      pairs.add(new Pair(base.find(account.id()), account));
    }
    return pairs;
  }

  private static boolean isQuiet(List<Link> links) {
    for (Link link : links) {
      if (!link.change().accounts().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, OutageAccount> newest(List<Link> links) {
    Map<String, OutageAccount> newest = new LinkedHashMap<>();
    for (Link link : links) {
      for (OutageAccount account : link.change().accounts()) {
        newest.put(account.id(), account);
      }
    }
    return newest;
  }

  /** Of the outages that a guest must be told of, the one that it came through last. */
  @Nullable OutageAccount news() {
    OutageAccount last = null;
    for (Pair pair : pairs) {
      if (pair.isNews() && (last == null || rank(pair.after()) > rank(last))) {
        last = pair.after();
      }
    }
    return last;
  }

  private static long rank(@Nullable OutageAccount account) {
    Long sequence = account == null ? null : account.outage().sequence();
    return sequence == null ? 0 : sequence;
  }
}
