package io.lapse.whatif.report;

import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.cost.CostedRow;
import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.report.HtmlTable.Cell;
import io.lapse.whatif.sweep.PolicySet;
import io.lapse.whatif.sweep.Row;
import java.util.List;

/** Every figure of every scenario, one table a set of policies. */
final class FiguresSection implements Section {
  @Override
  public String id() {
    return "figures";
  }

  @Override
  public String title() {
    return "All figures";
  }

  @Override
  public String reading() {
    return "One column a scenario, one row a figure; ★ marks the Pareto front, which no other"
        + " scenario beats on every axis, of whatever policies. Where undecided outages change a"
        + " figure, what it would be if they were compensated stands below it, after 'or'.";
  }

  @Override
  public void write(Html html, Judged judged) {
    html.open("p").text("Axes of the front: " + Sentences.words(judged.front().axes()) + ". ");
    CostFunction cost = judged.report().cost();
    if (cost == null) {
      html.text("Nothing is weighted: no cost function was given.").close().line();
    } else {
      html.close().line();
      weights(html, cost);
    }
    for (PolicySet set : judged.report().answer().question().policies()) {
      table(html, judged, set);
    }
  }

  private static void weights(Html html, CostFunction cost) {
    html.open("p").text("Cost is the sum of weight times figure, by ").name(cost.name());
    html.text(". " + Sentences.weighedFacts(cost) + " ✔ marks the least cost.").close().line();
    HtmlTable table = new HtmlTable("Weights of the cost function", "figure", "weight of one");
    cost.weights()
        .forEach(
            (figure, weight) ->
                table.row(Cell.text(figure.word()), Cell.shown(Quantities.plain(weight))));
    table.write(html);
  }

  private static void table(Html html, Judged judged, PolicySet set) {
    List<Row> rows = judged.report().answer().rowsOf(set);
    HtmlTable.open(html, "All figures under the policies '" + set.name() + "'", "tall");
    html.open("thead").open("tr").leaf("th", "figure", "scope", "col");
    for (Row row : rows) {
      html.leaf("th", Scenarios.label(row.scenario()), "scope", "col", "class", "n");
    }
    html.close().close().line();
    html.open("tbody");
    front(html, judged, rows);
    if (judged.costs() != null) {
      costs(html, judged, rows);
    }
    html.close().line();
    for (FigureGroup group : FigureGroup.values()) {
      group(html, group, rows);
    }
    HtmlTable.close(html);
  }

  private static void front(Html html, Judged judged, List<Row> rows) {
    html.open("tr").leaf("th", "Pareto front", "scope", "row");
    for (Row row : rows) {
      Boolean onFront = judged.onFront(row);
      html.leaf("td", onFront == null ? "–" : onFront ? "★ on it" : "beaten", "class", "n");
    }
    html.close().line();
  }

  private static void costs(Html html, Judged judged, List<Row> rows) {
    html.open("tr").leaf("th", "cost", "scope", "row");
    for (Row row : rows) {
      CostedRow costed = judged.costed(row);
      html.open("td", "class", judged.isCheapest(row) ? "n best" : "n");
      if (costed == null) {
        html.text("not known");
      } else {
        html.text((judged.isCheapest(row) ? "✔ " : "") + Quantities.plain(costed.cost()));
        if (costed.cost().compareTo(costed.costIfCompensated()) != 0) {
          html.leaf("small", "or " + Quantities.plain(costed.costIfCompensated()));
        }
      }
      html.close();
    }
    html.close().line();
  }

  private static void group(Html html, FigureGroup group, List<Row> rows) {
    html.open("tbody");
    html.open("tr", "class", "group");
    html.leaf("th", group.title(), "scope", "rowgroup", "colspan", "" + (rows.size() + 1));
    html.close().line();
    for (Figure figure : group.figures()) {
      html.open("tr").open("th", "scope", "row", "title", figure.meaning());
      html.text(figure.word()).close();
      rows.forEach(row -> value(html, figure, row));
      html.close().line();
    }
    html.close().line();
  }

  private static void value(Html html, Figure figure, Row row) {
    boolean open = !row.figures().get(figure).equals(row.ifCompensated().get(figure));
    if (!open) {
      HtmlTable.cell(html, Cell.figure(figure, row.figures()), false);
      return;
    }
    html.open("td", "class", "n", "title", Amounts.exact(figure, row.figures()));
    html.text(Amounts.shown(figure, row.figures()));
    html.leaf(
        "small",
        "or " + Amounts.shown(figure, row.ifCompensated()),
        "title",
        Amounts.exact(figure, row.ifCompensated()));
    html.close();
  }
}
