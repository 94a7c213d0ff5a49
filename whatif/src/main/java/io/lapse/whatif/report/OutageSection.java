package io.lapse.whatif.report;

import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.Distribution;
import io.lapse.whatif.sweep.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long outages lasted, and how long vCPUs were scheduled out. */
final class OutageSection implements Section {
  static final String PLOT = "plot-tout";

  private static final List<String> DASHES = List.of("0", "6 3", "2 3", "9 3 2 3");

  @Override
  public String id() {
    return "outages";
  }

  @Override
  public String title() {
    return "How long outages lasted";
  }

  @Override
  public String reading() {
    return "The plot says which share of the outages of a kind lasted longer than a length. Beside"
        + " them stands the scheduled-out evidence: how long hosts did not let vCPUs run. That is"
        + " no outage, for the clocks went on, but a guest that bears it bears an outage of the"
        + " same length that is compensated.";
  }

  @Override
  public void write(Html html, Judged judged) {
    WhatIf answer = judged.report().answer();
    if (!answer.tout().isEmpty()) {
      html.open("figure", "class", "wide plot").open("figcaption");
      html.leaf("p", "Share of outages longer than a length; both axes by powers of ten.");
      key(html, names(answer));
      html.close().open("div", "class", "chart", "id", PLOT).close().close().line();
    }
    quantiles(html, answer);
    if (answer.starved().count() == 0) {
      html.leaf(
              "p",
              "There is no scheduled-out evidence: no event of this history says that a host did"
                  + " not let a vCPU run.",
              "class",
              "none")
          .line();
    }
    html.open("ul");
    for (Reference reference : Reference.values()) {
      html.leaf("li", reference.label() + ": " + reference.meaning() + ".");
    }
    html.close().line();
  }

  private static List<String> names(WhatIf answer) {
    List<String> names = new ArrayList<>();
    answer.tout().keySet().forEach(kind -> names.add(kind.name().toLowerCase(Locale.ROOT)));
    if (answer.starved().count() > 0) {
      names.add("vCPU starved (no outage)");
    }
    return names;
  }

  private static void key(Html html, List<String> names) {
    html.open("ul", "class", "key");
    for (int i = 0; i < names.size(); i++) {
      html.open("li");
      HarmSection.sample(html, "k" + i, DASHES.get(i));
      html.text(names.get(i)).close();
    }
    html.close();
  }

  private static void quantiles(Html html, WhatIf answer) {
    HtmlTable table =
        new HtmlTable(
            "Lengths of outages by kind, and of what was scheduled out",
            "kind",
            "count",
            "least",
            "p50",
            "p99",
            "p99.9",
            "largest",
            "longer than 20 s");
    answer.tout().forEach((kind, of) -> row(table, kind.name().toLowerCase(Locale.ROOT), of));
    if (answer.starved().count() > 0) {
      row(table, "vCPU starved (no outage)", answer.starved());
    }
    table.write(html, "There is no outage of which both ends are known.");
  }

  private static void row(HtmlTable table, String name, Distribution of) {
    table.row(
        Cell.text(name),
        Cell.number(of.count()),
        Cell.duration(of.min()),
        Cell.duration(of.quantile(500_000)),
        Cell.duration(of.quantile(990_000)),
        Cell.duration(of.quantile(999_000)),
        Cell.duration(of.max()),
        Cell.number(of.countAbove(Reference.SOFT_LOCKUP.nanos())));
  }
}
