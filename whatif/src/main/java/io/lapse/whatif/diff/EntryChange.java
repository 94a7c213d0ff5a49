package io.lapse.whatif.diff;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.StandingLedger;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry that is not the same in both ledgers. */
public sealed interface EntryChange {
  /** On which side the entry stands. */
  enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  Kind kind();

  /** The entry in the ledger before; null if it is not in it. */
  @Nullable Entry before();

  /** The entry in the ledger after; null if it is not in it. */
  @Nullable Entry after();

  /** Where it belongs in {@link StandingLedger#ORDER}, and whom it is about. */
  Entry place();

  /** What differs, in the order of the columns; empty where the entry is on one side only. */
  List<Cell> cells();

  /** The same, from after to before. */
  EntryChange mirrored();

  /**
   * A column that differs.
   *
   * @param before what it has before, as {@code ledger.jsonl} writes it
   * @param after what it has after, likewise
   */
  record Cell(Column column, String before, String after) {}

  /** An entry of the ledger after that the one before has not. */
  record Added(Entry after) implements EntryChange {
    @Override
    public Kind kind() {
      return Kind.ADDED;
    }

    @Override
    public @Nullable Entry before() {
      return null;
    }

    @Override
    public Entry place() {
      return after;
    }

    @Override
    public List<Cell> cells() {
      return List.of();
    }

    @Override
    public EntryChange mirrored() {
      return new Removed(after);
    }
  }

  /** An entry of the ledger before that the one after has not. */
  record Removed(Entry before) implements EntryChange {
    @Override
    public Kind kind() {
      return Kind.REMOVED;
    }

    @Override
    public @Nullable Entry after() {
      return null;
    }

    @Override
    public Entry place() {
      return before;
    }

    @Override
    public List<Cell> cells() {
      return List.of();
    }

    @Override
    public EntryChange mirrored() {
      return new Added(before);
    }
  }

  /**
   * An entry that both have, with other columns.
   *
   * @param columns those that differ, without {@link Column#POLICY}; at least one
   */
  record Changed(Entry before, Entry after, Set<Column> columns) implements EntryChange {
    public Changed {
      if (columns.isEmpty() || columns.contains(Column.POLICY)) {
        throw new IllegalArgumentException("columns must be some, and not the policy: " + columns);
      }
      columns = Collections.unmodifiableSet(EnumSet.copyOf(columns));
    }

    @Override
    public Kind kind() {
      return Kind.CHANGED;
    }

    @Override
    public Entry place() {
      return StandingLedger.ORDER.compare(before, after) <= 0 ? before : after;
    }

    @Override
    public List<Cell> cells() {
      return columns.stream()
          .map(column -> new Cell(column, column.json(before), column.json(after)))
          .toList();
    }

    @Override
    public EntryChange mirrored() {
      return new Changed(/* before= */ after, /* after= */ before, columns);
    }
  }
}
