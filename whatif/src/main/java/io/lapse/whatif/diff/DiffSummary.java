package io.lapse.whatif.diff;

import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Differences, counted: of one guest after the other, or of many guests by several threads, each
 * with its own, merged afterwards. Whatever the order, the result is the same.
 *
 * <p>Mutable; not safe for several threads.
 */
public final class DiffSummary {
  /** So many changes are kept as examples; the rest are counted. */
  public static final int EXAMPLES_MAX = 50;

  private long paired;
  private long renamed;
  private final Map<EntryChange.Kind, Long> kinds = new EnumMap<>(EntryChange.Kind.class);
  private final Map<Column, Long> columns = new EnumMap<>(Column.class);
  private final Map<Verdict, Map<Verdict, Long>> verdicts = new EnumMap<>(Verdict.class);
  private final Map<Violation, Long> appeared = new EnumMap<>(Violation.class);
  private final Map<Violation, Long> vanished = new EnumMap<>(Violation.class);
  private List<EntryChange> examples = List.of();

  /** Adds what changed for guests of whom nothing was added yet. */
  public void add(LedgerDiff diff) {
    diff.outages().forEach(this::count);
    for (EntryChange change : diff.changes()) {
      count(kinds, change.kind(), 1);
      if (change instanceof EntryChange.Changed changed) {
        changed.columns().forEach(column -> count(columns, column, 1));
      }
    }
    keep(diff.changes());
  }

  private void count(OutageDiff outage) {
    paired += outage.paired();
    renamed += outage.renamed();
    outage.appeared().forEach(violation -> count(appeared, violation, 1));
    outage.vanished().forEach(violation -> count(vanished, violation, 1));
    Verdict before = outage.before();
    Verdict after = outage.after();
    if (before != null && after != null) {
      count(verdictsAfter(before), after, 1);
    }
  }

  /** Adds all that another has counted; of other guests. */
  public void add(DiffSummary other) {
    paired += other.paired;
    renamed += other.renamed;
    other.kinds.forEach((kind, count) -> count(kinds, kind, count));
    other.columns.forEach((column, count) -> count(columns, column, count));
    other.verdicts.forEach(
        (before, afters) ->
            afters.forEach((after, count) -> count(verdictsAfter(before), after, count)));
    other.appeared.forEach((violation, count) -> count(appeared, violation, count));
    other.vanished.forEach((violation, count) -> count(vanished, violation, count));
    keep(other.examples);
  }

  private Map<Verdict, Long> verdictsAfter(Verdict before) {
    return verdicts.computeIfAbsent(before, verdict -> new EnumMap<>(Verdict.class));
  }

  private static <K> void count(Map<K, Long> counts, K key, long count) {
    counts.merge(key, count, Math::addExact);
  }

  /** Of the examples and these, both in ledger order, the first. */
  private void keep(List<EntryChange> changes) {
    if (changes.isEmpty() || (isFull() && isBehind(changes.get(0)))) {
      return;
    }
    List<EntryChange> all = new ArrayList<>(examples);
    all.addAll(changes.subList(0, Math.min(EXAMPLES_MAX, changes.size())));
    all.sort(LedgerDiff.ORDER);
    examples = List.copyOf(all.subList(0, Math.min(EXAMPLES_MAX, all.size())));
  }

  private boolean isFull() {
    return examples.size() == EXAMPLES_MAX;
  }

  private boolean isBehind(EntryChange change) {
    return LedgerDiff.ORDER.compare(examples.get(examples.size() - 1), change) <= 0;
  }

  /** Entries that both ledgers have. */
  public long paired() {
    return paired;
  }

  /** Entries that both have and that differ in {@code policy} alone; they are no change. */
  public long renamed() {
    return renamed;
  }

  /** Entries that are not the same, however: changed, added, or removed. */
  public long changes() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Changes of a kind. */
  public long changes(EntryChange.Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  /** How many of the changed entries differ in which column; what does not differ is not in it. */
  public Map<Column, Long> columns() {
    return Collections.unmodifiableMap(columns);
  }

  /**
   * How many outages were judged how, and are judged how: also those that did not change. Outages
   * that one of the ledgers does not judge are left out.
   */
  public long verdicts(Verdict before, Verdict after) {
    return verdicts.getOrDefault(before, Map.of()).getOrDefault(after, 0L);
  }

  /** In how many outages a violation is named after, and was not before; without zeros. */
  public Map<Violation, Long> appeared() {
    return Collections.unmodifiableMap(appeared);
  }

  /** In how many outages a violation was named before, and is not after; without zeros. */
  public Map<Violation, Long> vanished() {
    return Collections.unmodifiableMap(vanished);
  }

  /** The first {@link #EXAMPLES_MAX} changes in ledger order. */
  public List<EntryChange> examples() {
    return examples;
  }

  /** Changes that are no examples. */
  public long further() {
    return changes() - examples.size();
  }
}
