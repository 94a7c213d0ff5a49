package io.lapse.whatif.report;

import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import io.lapse.whatif.diff.DiffSummary;
import io.lapse.whatif.diff.EntryChange;
import io.lapse.whatif.report.HtmlTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the books of further policies say otherwise. */
final class DifferenceSection implements Section {
  private static final int EXAMPLES_MAX = 20;

  @Override
  public String id() {
    return "differences";
  }

  @Override
  public String title() {
    return "What changes between the policies";
  }

  @Override
  public String reading() {
    return "The standing ledger of each further set of policies, entry by entry, against"
        + " that of the"
        + " first. Policies should differ only where they were meant to.";
  }

  @Override
  public void write(Html html, Judged judged) {
    Map<String, DiffSummary> differences = judged.report().answer().differences();
    if (differences.isEmpty()) {
      html.leaf("p", "One set of policies was asked for: there is nothing to compare.").line();
      return;
    }
    String first = judged.report().answer().question().policies().get(0).name();
    differences.forEach((name, summary) -> difference(html, first, name, summary));
  }

  private static void difference(Html html, String first, String name, DiffSummary summary) {
    html.open("h3").text("From ").name(first).text(" to ").name(name).close();
    html.leaf("p", counts(summary)).line();
    verdicts(html, name, summary);
    violations(html, name, summary);
    columns(html, name, summary);
    examples(html, name, summary);
  }

  private static String counts(DiffSummary summary) {
    return Quantities.count(summary.changes(), "entry is", "entries are")
        + " not the same: "
        + Quantities.count(summary.changes(EntryChange.Kind.CHANGED))
        + " changed, "
        + Quantities.count(summary.changes(EntryChange.Kind.ADDED))
        + " added, "
        + Quantities.count(summary.changes(EntryChange.Kind.REMOVED))
        + " removed. Of "
        + Quantities.count(summary.paired())
        + " entries that both have, "
        + Quantities.count(summary.renamed())
        + " differ in the name of the policy alone, which is no change.";
  }

  private static void verdicts(Html html, String name, DiffSummary summary) {
    List<String> headings = new ArrayList<>(List.of("judged before"));
    for (Verdict after : Verdict.values()) {
      headings.add("after: " + after.name());
    }
    HtmlTable table =
        new HtmlTable("Outages by their verdict before and after, for '" + name + "'", headings);
    for (Verdict before : Verdict.values()) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(before.name())));
      for (Verdict after : Verdict.values()) {
        cells.add(Cell.number(summary.verdicts(before, after)));
      }
      table.row(cells);
    }
    table.write(html);
  }

  private static void violations(Html html, String name, DiffSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "Violations that appear or vanish, in outages, for '" + name + "'",
            "violation",
            "appears",
            "vanishes");
    Map<Violation, Long> all = new TreeMap<>(summary.appeared());
    all.putAll(summary.vanished());
    all.keySet()
        .forEach(
            violation ->
                table.row(
                    Cell.text(violation.name()),
                    Cell.number(summary.appeared().getOrDefault(violation, 0L)),
                    Cell.number(summary.vanished().getOrDefault(violation, 0L))));
    table.write(html, "No violation appears or vanishes.");
  }

  private static void columns(Html html, String name, DiffSummary summary) {
    HtmlTable table =
        new HtmlTable("Columns that differ, for '" + name + "'", "column", "changed entries");
    summary
        .columns()
        .forEach((column, count) -> table.row(Cell.text(column.key()), Cell.number(count)));
    table.write(html, "No column differs.");
  }

  private static void examples(Html html, String name, DiffSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "The first changes in the order of the ledger, for '" + name + "'",
            "guest",
            "entry",
            "change",
            "columns: before → after");
    List<EntryChange> shown =
        summary.examples().subList(0, Math.min(EXAMPLES_MAX, summary.examples().size()));
    shown.forEach(
        change ->
            table.row(
                Cell.name(change.place().guest()),
                Cell.name(change.place().outageId() + " #" + change.place().entryNumber()),
                Cell.text(change.kind().name().toLowerCase(Locale.ROOT)),
                Cell.name(cells(change))));
    table.write(html, "There is no change to show.");
    long further = summary.changes() - shown.size();
    if (further > 0) {
      html.leaf(
          "p",
          Quantities.count(further, "further change is", "further changes are") + " not shown.");
    }
  }

  private static String cells(EntryChange change) {
    return change.cells().stream()
        .map(cell -> cell.column().key() + ": " + cell.before() + " → " + cell.after())
        .collect(Collectors.joining("; "));
  }
}
