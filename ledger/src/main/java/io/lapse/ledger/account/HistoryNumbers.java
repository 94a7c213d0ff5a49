package io.lapse.ledger.account;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history number of each entry that may change, by outage. Immutable, and cheap to change: what
 * changed last is a chain in front of a map, and most changes are to what was changed last.
 */
final class HistoryNumbers {
  static final HistoryNumbers NONE = new HistoryNumbers(Map.of(), null, 0, 0, 0);

  /** A longer chain is put into a copy of the map. */
  private static final int CHAIN_MAX = 32;

  private final Map<String, OutageNumbers> older;
  private final @Nullable Node newest;
  private final int chain;
  private final int places;
  private final int outages;

  private record Node(OutageNumbers numbers, @Nullable Node next) {}

  private HistoryNumbers(
      Map<String, OutageNumbers> older, @Nullable Node newest, int chain, int places, int outages) {
    this.older = older;
    this.newest = newest;
    this.chain = chain;
    this.places = places;
    this.outages = outages;
  }

  /** Those of accounts in the order of {@link Tail#accounts}, one list an account. */
  static HistoryNumbers of(List<OutageAccount> accounts, List<List<Long>> numbers) {
    Map<String, OutageNumbers> older = new HashMap<>();
    int outages = 0;
    for (int place = 0; place < accounts.size(); place++) {
      String id = accounts.get(place).id();
      older.put(id, new OutageNumbers(id, place, numbers.get(place)));
      outages += numbers.get(place).isEmpty() ? 0 : 1;
    }
    return new HistoryNumbers(older, null, 0, accounts.size(), outages);
  }

  /** The same numbers, of accounts in another order, of which older entries may be gone. */
  HistoryNumbers of(List<OutageAccount> accounts) {
    List<List<Long>> numbers = new ArrayList<>(accounts.size());
    for (OutageAccount account : accounts) {
      OutageNumbers known = find(account.id());
      List<Long> standing = known == null ? List.of() : known.numbers();
      int first = standing.size() - account.entries().size();
      numbers.add(List.copyOf(standing.subList(first, standing.size())));
    }
    return of(accounts, numbers);
  }

  /**
   * The same numbers after inputs were booked again: outages that these knew first have the last
   * places, in the order in which they are booked now.
   *
   * @param before how many had places
   */
  HistoryNumbers after(Tail.Refold refold, int before) {
    int kept = before - firstIn(refold.before(), refold.base()).size();
    List<OutageNumbers> all = new ArrayList<>();
    for (OutageNumbers outage : inPlaces()) {
      if (outage.place() < kept) {
        all.add(outage);
      }
    }
    for (String id : firstIn(refold.after(), refold.base())) {
      all.add(Objects.requireNonNull(find(id)));
    }
    return placed(all);
  }

  /** The outages that links are the first of a tail to move, in the order in which they do. */
  private static Set<String> firstIn(List<Link> links, Books base) {
    Set<String> first = new LinkedHashSet<>();
    for (Link link : links) {
      for (OutageAccount account : link.change().accounts()) {
        // One that was moved before has an entry since; of one that was sealed there is none.
        OutageAccount known = base.find(account.id());
        if (known == null || known.entries().isEmpty()) {
          first.add(account.id());
        }
      }
    }
    return first;
  }

  /** The same numbers without those of the outages that a cut seals. */
  HistoryNumbers after(Mark mark) {
    List<OutageNumbers> kept = new ArrayList<>();
    for (OutageAccount open : mark.books().openAccounts()) {
      kept.add(Objects.requireNonNull(find(open.id())));
    }
    for (OutageNumbers outage : inPlaces()) {
      if (outage.place() >= mark.places()) {
        kept.add(outage);
      }
    }
    return placed(kept);
  }

  private static HistoryNumbers placed(List<OutageNumbers> inOrder) {
    Map<String, OutageNumbers> numbers = new HashMap<>();
    int standing = 0;
    for (int place = 0; place < inOrder.size(); place++) {
      OutageNumbers outage = inOrder.get(place);
      numbers.put(outage.outageId(), new OutageNumbers(outage.outageId(), place, outage.numbers()));
      standing += outage.numbers().isEmpty() ? 0 : 1;
    }
    return new HistoryNumbers(numbers, null, 0, inOrder.size(), standing);
  }

  /** All that have a place, in the order of their places. */
  List<OutageNumbers> inPlaces() {
    OutageNumbers[] inPlaces = new OutageNumbers[places];
    older.values().forEach(outage -> inPlaces[outage.place()] = outage);
    for (OutageNumbers outage : oldestFirst(newest)) {
      inPlaces[outage.place()] = outage;
    }
    return List.of(inPlaces);
  }

  /** How many outages have a number. */
  int outages() {
    return outages;
  }

  /** The place of the next outage that has none. */
  int places() {
    return places;
  }

  /** The least of all; {@code Long.MAX_VALUE} if there is none. */
  long least() {
    Map<String, OutageNumbers> standing = new HashMap<>(older);
    oldestFirst(newest).forEach(numbers -> standing.put(numbers.outageId(), numbers));
    long least = Long.MAX_VALUE;
    for (OutageNumbers outage : standing.values()) {
      least = outage.numbers().isEmpty() ? least : Math.min(least, outage.numbers().get(0));
    }
    return least;
  }

  /** Those of an outage, by entry; empty if it has none. */
  List<Long> of(String outageId) {
    OutageNumbers known = find(outageId);
    return known == null ? List.of() : known.numbers();
  }

  /** Those of an outage; null if it has no place. */
  @Nullable OutageNumbers find(String outageId) {
    for (Node node = newest; node != null; node = node.next()) {
      if (node.numbers().outageId().equals(outageId)) {
        return node.numbers();
      }
    }
    return older.get(outageId);
  }

  /**
   * With other numbers of some outages; new ones have the next places.
   *
   * @param more how many more outages have a number
   */
  HistoryNumbers with(List<OutageNumbers> changed, int more) {
    Node chained = newest;
    int next = places;
    for (OutageNumbers numbers : changed) {
      chained = new Node(numbers, chained);
      next = Math.max(next, numbers.place() + 1);
    }
    int length = chain + changed.size();
    if (length <= CHAIN_MAX) {
      return new HistoryNumbers(older, chained, length, next, outages + more);
    }
    Map<String, OutageNumbers> merged = new HashMap<>(older);
    oldestFirst(chained).forEach(numbers -> merged.put(numbers.outageId(), numbers));
    return new HistoryNumbers(merged, null, 0, next, outages + more);
  }

  private static List<OutageNumbers> oldestFirst(@Nullable Node newest) {
    List<OutageNumbers> chained = new ArrayList<>();
    for (Node node = newest; node != null; node = node.next()) {
      chained.add(node.numbers());
    }
    Collections.reverse(chained);
    return chained;
  }
}
