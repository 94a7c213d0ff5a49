package io.lapse.whatif.diff;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A difference as lines of a table: {@code GUEST MILLISECOND #ENTRY COLUMN: BEFORE > AFTER}, a
 * column a line. Violations are those that {@code -vanished} and {@code +appeared}; of event ids,
 * which are hashes, only that they differ; of expired timers the expected ones of monotonic,
 * boottime, realtime, tai. An entry on one side only is shown with its postings.
 */
final class DiffText {
  private DiffText() {}

  static List<String> lines(LedgerDiff diff) {
    return diff.changes().stream().flatMap(DiffText::lines).toList();
  }

  private static Stream<String> lines(EntryChange change) {
    Entry at = change.place();
    long stopped = Told.millis(Objects.requireNonNull(at.stoppedAt()));
    String entry = at.guest() + " " + stopped + " #" + at.entryNumber() + " ";
    return switch (change.kind()) {
      case ADDED, REMOVED ->
          Stream.of(entry + change.kind() + " " + bare(Column.POSTINGS.json(at)));
      case CHANGED ->
          change.cells().stream()
              .map(
                  cell ->
                      entry
                          + column(
                              cell,
                              Objects.requireNonNull(change.before()),
                              Objects.requireNonNull(change.after())));
    };
  }

  private static String column(EntryChange.Cell cell, Entry before, Entry after) {
    String key = cell.column().key();
    if (cell.column() == Column.EVENT_IDS) {
      return key;
    }
    if (cell.column() == Column.VIOLATIONS) {
      return key + ":" + violations(before, after);
    }
    if (cell.column() == Column.EXPIRED) {
      return key + ": " + expected(before.expired()) + " > " + expected(after.expired());
    }
    return key + ": " + bare(cell.before()) + " > " + bare(cell.after());
  }

  private static String violations(Entry before, Entry after) {
    List<Violation> vanished = new ArrayList<>(before.violations());
    vanished.removeAll(after.violations());
    List<Violation> appeared = new ArrayList<>(after.violations());
    appeared.removeAll(before.violations());
    return vanished.stream().map(violation -> " -" + violation).collect(Collectors.joining())
        + appeared.stream().map(violation -> " +" + violation).collect(Collectors.joining());
  }

  private static String bare(String json) {
    return json.replaceAll("[\"{}]", "")
        .replaceAll("account:(\\w+),amount_ns:", "$1 ")
        .replaceAll("000000\\b", "ms");
  }

  private static String expected(@Nullable ExpiryEstimate expired) {
    ExpiryEstimate estimate = Objects.requireNonNull(expired);
    return Stream.of(estimate.monotonic(), estimate.boottime(), estimate.realtime(), estimate.tai())
        .map(Objects::requireNonNull)
        .map(BaseExpiry::expected)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
