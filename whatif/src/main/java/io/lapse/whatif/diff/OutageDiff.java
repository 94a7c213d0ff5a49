package io.lapse.whatif.diff;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One outage in two ledgers.
 *
 * @param paired how many entries both have
 * @param renamed how many of them differ in {@code policy} alone
 * @param changes those that are not the same, by entry number
 * @param before how it was judged before; null if it was not, or is not there
 * @param after how it is judged after, likewise
 * @param appeared violations that an entry names after, and none did before
 * @param vanished violations that an entry named before, and none does after
 */
public record OutageDiff(
    String guest,
    String outageId,
    int paired,
    int renamed,
    List<EntryChange> changes,
    @Nullable Verdict before,
    @Nullable Verdict after,
    Set<Violation> appeared,
    Set<Violation> vanished) {

  public OutageDiff {
    changes = List.copyOf(changes);
    appeared = Collections.unmodifiableSet(appeared);
    vanished = Collections.unmodifiableSet(vanished);
  }

  /** Compares the entries of an outage; either list may be empty, not both. */
  static OutageDiff of(List<Entry> before, List<Entry> after) {
    Entry any = after.isEmpty() ? before.get(0) : after.get(0);
    SortedMap<Integer, EntryChange> changes = new TreeMap<>();
    Map<Integer, Entry> unpaired = byNumber(before);
    int paired = 0;
    int renamed = 0;
    for (Entry entry : byNumber(after).values()) {
      Entry other = unpaired.remove(entry.entryNumber());
      if (other == null) {
        changes.put(entry.entryNumber(), new EntryChange.Added(entry));
        continue;
      }
      paired++;
      Set<Column> columns = Column.differing(other, entry);
      boolean judgedByAnother = columns.remove(Column.POLICY);
      if (!columns.isEmpty()) {
        changes.put(entry.entryNumber(), new EntryChange.Changed(other, entry, columns));
      } else if (judgedByAnother) {
        renamed++;
      }
    }
    unpaired.forEach((number, entry) -> changes.put(number, new EntryChange.Removed(entry)));
    Set<Violation> named = violations(before);
    Set<Violation> namedAfter = violations(after);
    return new OutageDiff(
        any.guest(),
        any.outageId(),
        paired,
        renamed,
        List.copyOf(changes.values()),
        verdict(before),
        verdict(after),
        without(namedAfter, named),
        without(named, namedAfter));
  }

  /** The same, from after to before. */
  OutageDiff mirrored() {
    List<EntryChange> mirrored = changes.stream().map(EntryChange::mirrored).toList();
    return new OutageDiff(
        guest,
        outageId,
        paired,
        renamed,
        mirrored,
        /* before= */ after,
        /* after= */ before,
        /* appeared= */ vanished,
        /* vanished= */ appeared);
  }

  private static SortedMap<Integer, Entry> byNumber(List<Entry> entries) {
    SortedMap<Integer, Entry> numbered = new TreeMap<>();
    for (Entry entry : entries) {
      if (numbered.put(entry.entryNumber(), entry) != null) {
        throw new IllegalArgumentException(
            "entry twice in one ledger: " + entry.entryNumber() + " of " + entry.outageId());
      }
    }
    return numbered;
  }

  /** Every entry of an outage has the verdict that its Tout has. */
  private static @Nullable Verdict verdict(List<Entry> entries) {
    return entries.isEmpty() ? null : entries.get(0).verdict();
  }

  private static Set<Violation> violations(List<Entry> entries) {
    Set<Violation> named = EnumSet.noneOf(Violation.class);
    entries.forEach(entry -> named.addAll(entry.violations()));
    return named;
  }

  private static Set<Violation> without(Set<Violation> some, Set<Violation> others) {
    if (others.containsAll(some)) {
      return Set.of();
    }
    Set<Violation> left = EnumSet.copyOf(some);
    left.removeAll(others);
    return left;
  }
}
