package io.lapse.whatif.diff;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.StandingLedger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed between two standing ledgers of one history: an entry is the same entry by its
 * guest, its outage and its number.
 *
 * <p>{@code policy} is context, not a change: two policies of different names change it in every
 * entry, and the question is what they change besides. An entry that differs in it alone is {@link
 * #renamed}, and no difference.
 *
 * @param outages every outage of either ledger
 * @param changes the entries that are not the same, in {@link StandingLedger#ORDER}
 */
public record LedgerDiff(List<OutageDiff> outages, List<EntryChange> changes) {
  /** {@link StandingLedger#ORDER}, of what changed. */
  static final Comparator<EntryChange> ORDER =
      Comparator.comparing(EntryChange::place, StandingLedger.ORDER);

  public LedgerDiff {
    outages = List.copyOf(outages);
    changes = List.copyOf(changes);
  }

  /**
   * Compares two ledgers, of one guest or of many.
   *
   * @throws IllegalArgumentException if an entry stands twice in one of them
   */
  public static LedgerDiff of(List<Entry> before, List<Entry> after) {
    Map<Key, Sides> sides = new LinkedHashMap<>();
    before.forEach(entry -> sides.computeIfAbsent(Key.of(entry), Sides::new).before().add(entry));
    after.forEach(entry -> sides.computeIfAbsent(Key.of(entry), Sides::new).after().add(entry));
    return of(
        sides.values().stream().map(both -> OutageDiff.of(both.before(), both.after())).toList());
  }

  private static LedgerDiff of(List<OutageDiff> outages) {
    return new LedgerDiff(
        outages,
        outages.stream()
            .map(OutageDiff::changes)
            .flatMap(Collection::stream)
            .sorted(ORDER)
            .toList());
  }

  /** Whether they are the same, but for the names of their policies. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** How many entries differ in {@code policy} alone. */
  public long renamed() {
    return outages.stream().mapToLong(OutageDiff::renamed).sum();
  }

  /** The same, from after to before. */
  public LedgerDiff mirrored() {
    return of(outages.stream().map(OutageDiff::mirrored).toList());
  }

  /** Which outage: an id names its guest too, and is its only by the rules of the books. */
  private record Key(String guest, String outageId) {
    static Key of(Entry entry) {
      return new Key(entry.guest(), entry.outageId());
    }
  }

  private record Sides(List<Entry> before, List<Entry> after) {
    Sides(Key key) {
      this(new ArrayList<>(1), new ArrayList<>(1));
    }
  }
}
