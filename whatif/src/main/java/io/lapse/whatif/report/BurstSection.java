package io.lapse.whatif.report;

import io.lapse.ledger.account.Outage;
import io.lapse.whatif.kernel.KernelCheck;
import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.Burst;
import io.lapse.whatif.sweep.Row;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How many timers expire at once in one guest. */
final class BurstSection implements Section {
  static final String PLOT = "plot-bursts";

  private static final int PLOTTED_MAX = 6;

  @Override
  public String id() {
    return "bursts";
  }

  @Override
  public String title() {
    return "Timers at once, outage by outage";
  }

  @Override
  public String reading() {
    return "A sum over a fleet hurts nobody; a burst in one guest does. The plot says how many"
        + " outages make at least so many timers expire at once, and the last table names"
        + " the worst,"
        + " beside what the emulated kernel of that guest did.";
  }

  /** The thresholds that are plotted: of many, some, evenly. Of the first set of policies. */
  static List<Row> plotted(WhatIf answer) {
    List<Row> rows = Scenarios.byThreshold(answer.rowsOf(answer.question().policies().get(0)));
    List<Row> plotted = new ArrayList<>();
    int count = Math.min(rows.size(), PLOTTED_MAX);
    for (int i = 0; i < count; i++) {
      plotted.add(rows.get(count == 1 ? 0 : i * (rows.size() - 1) / (count - 1)));
    }
    return plotted;
  }

  @Override
  public void write(Html html, Judged judged) {
    WhatIf answer = judged.report().answer();
    if (!plotted(answer).isEmpty()) {
      html.open("figure", "class", "wide plot").open("figcaption").open("p");
      html.text("Outages with at least so many timers at once, under the policies ");
      html.name(answer.question().policies().get(0).name());
      html.text(", undecided ones not compensated.").close().open("ul", "class", "key");
      for (int i = 0; i < plotted(answer).size(); i++) {
        html.open("li");
        HarmSection.sample(html, "k" + i, DASHES.get(i));
        html.text(Scenarios.label(plotted(answer).get(i).scenario())).close();
      }
      html.close().close();
      html.open("div", "class", "chart", "id", PLOT).close().close().line();
    }
    answer.question().policies().forEach(set -> table(html, set.name(), answer.rowsOf(set)));
    worst(html, judged);
  }

  private static final List<String> DASHES =
      List.of("0", "8 3", "2 3", "9 3 2 3", "4 4", "12 3 2 3 2 3");

  private static void table(Html html, String policies, List<Row> rows) {
    int buckets = rows.stream().mapToInt(row -> row.bursts().size()).max().orElse(0);
    List<String> headings = new ArrayList<>(List.of("timers at once"));
    rows.forEach(row -> headings.add(Scenarios.label(row.scenario())));
    HtmlTable table =
        new HtmlTable("Outages by their timers at once, under '" + policies + "'", headings);
    for (int i = 0; i < buckets; i++) {
      List<Cell> cells = new ArrayList<>(List.of(Cell.text(bucket(i))));
      for (Row row : rows) {
        cells.add(Cell.number(i < row.bursts().size() ? row.bursts().get(i) : 0));
      }
      table.row(cells);
    }
    table.write(html, "No outage has any timer of which something is known.");
  }

  /** Element i counts 2^(i-1) to 2^i - 1. */
  private static String bucket(int i) {
    if (i < 2) {
      return Integer.toString(i);
    }
    return Quantities.count(1L << (i - 1)) + " to " + Quantities.count((1L << i) - 1);
  }

  private static void worst(Html html, Judged judged) {
    HtmlTable table =
        new HtmlTable(
            "The worst bursts, if each outage were compensated",
            "guest",
            "stopped",
            "kind",
            "from",
            "to",
            "Tout",
            "timers",
            "overruns",
            "kernel's timers",
            "kernel's check");
    for (Burst burst : judged.report().answer().worstBursts()) {
      Outage outage = burst.outlook().account().outage();
      Optional<KernelCheck> check = Checks.of(judged.report().checks(), outage.id());
      table.row(
          Cell.name(outage.guest()),
          outage.stoppedAt() == null
              ? Cell.text("not known")
              : new Cell(
                  Instants.utc(outage.stoppedAt()),
                  Instants.exact(outage.stoppedAt()),
                  false,
                  false),
          Cell.text(
              outage.kind() == null ? "not known" : outage.kind().name().toLowerCase(Locale.ROOT)),
          Cell.name(outage.sourceHost()),
          Cell.name(outage.destinationHost()),
          Cell.duration(burst.outlook().closing().toutNanos()),
          Cell.number(burst.timers()),
          Cell.number(burst.overruns()),
          Cell.shown(check.map(BurstSection::timers).orElse("–")),
          Cell.text(check.map(BurstSection::words).orElse("not run")));
    }
    table.write(html, "No timer would expire at once, or of none is anything known.");
  }

  private static String timers(KernelCheck check) {
    return check.notRun() == null ? Quantities.count(Checks.timers(check)) : "–";
  }

  private static String words(KernelCheck check) {
    String words = Checks.words(check.agreement());
    String why = check.notRun() == null ? "" : ": " + check.notRun();
    String logged =
        check.warnings().isEmpty() ? "" : "; its log: " + String.join("; ", check.warnings());
    return words + why + logged;
  }
}
