package io.lapse.cli.export;

import io.lapse.cli.text.Instants;
import io.lapse.ledger.EventId;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables, and the names of their columns: a contract with whoever reads them. */
final class Tables {
  static final Table<Entry> LEDGER =
      new Table<>("ledger", "LedgerRow", "an entry of the standing ledger", ledgerColumns());

  static final Table<OutageRow> OUTAGES =
      new Table<>("outages", "OutageRow", "an outage, after its last entry", outageColumns());

  static final Table<ViolationRow> VIOLATIONS =
      new Table<>(
          "violations",
          "ViolationRow",
          "a violation that is open after an entry",
          with(
              key(ViolationRow::entry),
              List.of(Column.symbol("violation", "its name", ViolationRow::violation))));

  static final Table<PostingRow> POSTINGS =
      new Table<>(
          "postings",
          "PostingRow",
          "what an entry moved on an account; the rows of an entry sum to 0",
          with(
              key(PostingRow::entry),
              List.of(
                  Column.text(
                      "account",
                      "elapsed, compensated, slept, injected, corrected or unaccounted",
                      row -> row.posting().account().name().toLowerCase(Locale.ROOT)),
                  Column.number(
                      "amount_ns", "either sign, never 0", row -> row.posting().amountNanos()))));

  private Tables() {}

  /** All of them, in the order in which they are told of. */
  static List<Table<?>> all() {
    return List.of(LEDGER, OUTAGES, VIOLATIONS, POSTINGS);
  }

  private static List<Column<Entry>> ledgerColumns() {
    List<Column<Entry>> columns = new ArrayList<>(key(Function.identity()));
    columns.add(Column.symbol("entry", "POSTED or ADJUSTMENT", Entry::entryKind));
    columns.addAll(EntryState.columns());
    columns.add(
        Column.symbolOrNull(
            "reaction_origin",
            "REPORTED or EMULATED; null: this entry is no reaction",
            Entry::reactionOrigin));
    columns.add(
        Column.words(
            "event_ids",
            "the events that it rests on, by stamp, then id",
            entry -> entry.eventIds().stream().map(EventId::hex).toList()));
    columns.add(
        Column.textOrNull("replaces", "the id that the outage had before; null", Entry::replaces));
    return columns;
  }

  private static List<Column<OutageRow>> outageColumns() {
    List<Column<OutageRow>> columns = new ArrayList<>();
    columns.add(guest(OutageRow::last));
    columns.add(outageId(OutageRow::last));
    columns.add(Column.number("entries", "how many it has", OutageRow::entries));
    columns.add(
        utc("stopped_at", "`stopped_tai_ns` as UTC in RFC 3339, 9 digits", Entry::stoppedAt));
    columns.add(utc("restarted_at", "`restarted_tai_ns` likewise", Entry::restartedAt));
    EntryState.columns().forEach(column -> columns.add(column.of(OutageRow::last)));
    return columns;
  }

  private static Column<OutageRow> utc(
      String name, String meaning, Function<Entry, @Nullable TaiInstant> instant) {
    return Column.textOrNull(
        name,
        meaning,
        row -> {
          TaiInstant at = instant.apply(row.last());
          return at == null ? null : Instants.rfc3339(at);
        });
  }

  private static <R> List<Column<R>> key(Function<R, Entry> entry) {
    return List.of(
        guest(entry),
        outageId(entry),
        Column.number(
            "entry_number",
            "from 1 within the outage",
            row -> (long) entry.apply(row).entryNumber()));
  }

  private static <R> Column<R> guest(Function<R, Entry> entry) {
    return Column.text("guest", "the virtual machine", row -> entry.apply(row).guest());
  }

  private static <R> Column<R> outageId(Function<R, Entry> entry) {
    return Column.text("outage_id", "one outage of one guest", row -> entry.apply(row).outageId());
  }

  private static <R> List<Column<R>> with(List<Column<R>> first, List<Column<R>> more) {
    List<Column<R>> columns = new ArrayList<>(first);
    columns.addAll(more);
    return columns;
  }
}
