package io.lapse.whatif.report;

import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Row;
import java.util.List;

/** Harm against threshold: one small plot a question. */
final class HarmSection implements Section {
  private static final List<String> DASHES = List.of("0", "6 3", "2 3", "9 3 2 3");

  @Override
  public String id() {
    return "harm";
  }

  @Override
  public String title() {
    return "Harm against threshold";
  }

  @Override
  public String reading() {
    return "Each plot asks one question of every threshold: T grows to the right by powers of ten,"
        + " and T = 0, which never compensates, stands apart at the left edge. Where a curve turns"
        + " upward, a larger threshold begins to cost; where it falls, it saves. The numbers stand"
        + " in the table of all figures.";
  }

  @Override
  public void write(Html html, Judged judged) {
    List<Row> rows = judged.report().answer().rows();
    if (judged.report().answer().question().thresholdsNanos().isEmpty()) {
      html.leaf("p", "No thresholds were asked for: there is no curve to plot.", "class", "none");
      return;
    }
    legend(html, judged.report().answer().question().policies());
    html.open("div", "class", "plots").line();
    for (Panel panel : Panel.values()) {
      if (!panel.isZero(rows)) {
        figure(html, panel);
      }
    }
    html.close().line();
    zeros(html, rows);
  }

  private static void figure(Html html, Panel panel) {
    html.open("figure", "class", "plot");
    html.open("figcaption").leaf("h3", panel.title()).leaf("p", panel.reading());
    if (panel.lines().size() > 1) {
      html.open("ul", "class", "key");
      for (int i = 0; i < panel.lines().size(); i++) {
        html.open("li");
        sample(html, "k", DASHES.get(i));
        html.text(panel.lines().get(i).label()).close();
      }
      html.close();
    }
    html.close();
    html.open("div", "class", "chart", "id", panel.id()).close().close().line();
  }

  /** What colours and marks mean, the same in each plot. */
  private static void legend(Html html, List<PolicySet> sets) {
    html.open("ul", "class", "key");
    for (int i = 0; i < sets.size(); i++) {
      html.open("li");
      sample(html, "k" + i % 6, DASHES.get(0));
      html.text("policies ").name(sets.get(i).name()).close();
    }
    html.leaf("li", "◆ the policies as written").leaf("li", "▲ what was recorded");
    html.leaf("li", "▒ band: what is not known").close().line();
  }

  static void sample(Html html, String colour, String dash) {
    html.open("svg", "class", "sample " + colour, "viewBox", "0 0 32 10", "aria-hidden", "true");
    html.empty("path", "d", "M1 5H31", "stroke-dasharray", dash).close();
  }

  private static void zeros(Html html, List<Row> rows) {
    List<String> zeros =
        List.of(Panel.values()).stream()
            .filter(panel -> panel.isZero(rows))
            .map(Panel::title)
            .toList();
    if (!zeros.isEmpty()) {
      html.leaf("p", "Zero in every scenario, so not plotted: " + String.join("; ", zeros) + ".");
    }
  }
}
