package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.sweep.Count;
import io.lapse.whatif.sweep.Coverage;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.List;

/** A report in a few lines, for a terminal. */
public final class TextReport {
  private static final int COLUMNS_MIN = 40;
  private static final String GAP = "  ";

  /** The most telling first: what does not fit into a line is left out from the right. */
  private static final List<Figure> KEY_FIGURES =
      List.of(
          Figure.COMPENSATED,
          Figure.UNDECIDED,
          Figure.TIMERS,
          Figure.BURST_MAX,
          Figure.REALTIME_STEPS,
          Figure.NAIVE_WRONG_MS_S,
          Figure.KILLED,
          Figure.SOFT_LOCKUPS,
          Figure.MAX_IDLE_CROSSED);

  private TextReport() {}

  /**
   * The lines, each ended. Control characters of names are replaced: they would else steer the
   * terminal.
   *
   * @param columns of the terminal; fewer than 40 count as 40
   */
  public static String render(Report report, int columns) {
    int width = Math.max(COLUMNS_MIN, columns);
    Judged judged = Judged.of(report);
    WhatIf answer = report.answer();
    StringBuilder text = new StringBuilder();
    if (report.provenance().isPartial()) {
      paragraph(text, Sentences.partial(report.provenance()), width);
      text.append('\n');
    }
    coverage(answer.coverage()).forEach(line -> paragraph(text, line, width));
    paragraph(text, Sentences.handling(report.provenance()), width);
    for (PolicySet set : answer.question().policies()) {
      text.append('\n');
      paragraph(text, "Policies '" + set.name() + "':", width);
      table(text, judged, answer.rowsOf(set), width);
    }
    text.append('\n');
    paragraph(text, "* on the Pareto front of " + Sentences.words(report.axes()), width);
    if (judged.costs() != null) {
      paragraph(text, "< the least cost", width);
    }
    Sentences.verdict(judged).forEach(line -> paragraph(text, "- " + line, width));
    return text.toString();
  }

  private static List<String> coverage(Coverage coverage) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Quantities.count(coverage.of(Count.OUTAGES), "outage", "outages")
            + " of "
            + Quantities.count(coverage.of(Count.GUESTS), "guest", "guests")
            + (coverage.firstAt() == null ? "" : " " + Sentences.period(coverage))
            + "; not priced: "
            + Quantities.count(coverage.of(Count.OPEN))
            + " open, "
            + Quantities.count(coverage.of(Count.STOP_MISSING))
            + " without a stop");
    lines.add(
        "Timers: "
            + Quantities.count(coverage.of(Count.TIMERS_MEASURED))
            + " measured, "
            + Quantities.count(coverage.of(Count.TIMERS_PRIOR))
            + " by priors, "
            + Quantities.count(coverage.of(Count.TIMERS_UNKNOWN))
            + " unknown. Tout: p50 ±"
            + Quantities.duration(coverage.toutError().quantile(500_000))
            + ", p99 ±"
            + Quantities.duration(coverage.toutError().quantile(990_000)));
    return lines;
  }

  private static void table(StringBuilder text, Judged judged, List<Row> rows, int width) {
    List<List<String>> columns = new ArrayList<>();
    columns.add(column("scenario", rows.stream().map(row -> label(judged, row)).toList()));
    if (judged.costs() != null) {
      columns.add(column("cost", rows.stream().map(row -> cost(judged, row)).toList()));
    }
    for (Figure figure : KEY_FIGURES) {
      List<String> cells = rows.stream().map(row -> Amounts.brief(figure, row.figures())).toList();
      columns.add(column(figure.word(), cells));
    }
    List<Integer> widths = columns.stream().map(TextReport::width).toList();
    for (int line = 0; line <= rows.size(); line++) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        String cell = columns.get(i).get(line);
        String padding = " ".repeat(widths.get(i) - length(cell));
        String padded = i == 0 ? cell + padding : GAP + padding + cell;
        if (length(row.toString()) + length(padded) > width) {
          break;
        }
        row.append(padded);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
  }

  private static List<String> column(String heading, List<String> cells) {
    List<String> column = new ArrayList<>();
    column.add(heading);
    column.addAll(cells);
    return column;
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(TextReport::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String label(Judged judged, Row row) {
    boolean onFront = Boolean.TRUE.equals(judged.onFront(row));
    return (onFront ? "* " : "  ") + Scenarios.label(row.scenario());
  }

  private static String cost(Judged judged, Row row) {
    var costed = judged.costed(row);
    return costed == null
        ? "-"
        : Quantities.plain(costed.cost()) + (judged.isCheapest(row) ? " <" : "");
  }

  /** Broken at spaces; a word that is longer than a line stays whole. */
  private static void paragraph(StringBuilder text, String paragraph, int width) {
    StringBuilder line = new StringBuilder();
    for (String word : Html.printable(paragraph).replace('\n', ' ').split(" ", -1)) {
      if (!line.isEmpty() && length(line.toString()) + 1 + length(word) > width) {
        text.append(line).append('\n');
        line.setLength(0);
        line.append("  ");
      } else if (!line.isEmpty()) {
        line.append(' ');
      }
      line.append(word);
    }
    text.append(line).append('\n');
  }
}
