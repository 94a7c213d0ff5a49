package io.lapse.whatif.report;

import io.lapse.whatif.harm.Figure;
import io.lapse.whatif.harm.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of a page, with a caption; the first cell of a row says what the row is about. */
final class HtmlTable {
  /** A name of so many characters stays on one line. */
  private static final int SHORT_MAX = 24;

  private final String caption;
  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  HtmlTable(String caption, String... headings) {
    this(caption, List.of(headings));
  }

  HtmlTable(String caption, List<String> headings) {
    this.caption = caption;
    this.headings = List.copyOf(headings);
  }

  /**
   * A cell.
   *
   * @param shown what is read
   * @param exact all digits of it, on request; null if it says all
   * @param number whether it is a number, and stands to the right
   * @param name whether somebody else chose it
   */
  record Cell(String shown, @Nullable String exact, boolean number, boolean name) {
    static Cell text(String text) {
      return new Cell(text, null, false, false);
    }

    /** What somebody else chose. */
    static Cell name(@Nullable String name) {
      return name == null ? text("not known") : new Cell(name, null, false, true);
    }

    static Cell number(long number) {
      return new Cell(Quantities.count(number), null, true, false);
    }

    static Cell shown(String number) {
      return new Cell(number, null, true, false);
    }

    static Cell duration(long nanos) {
      return new Cell(Quantities.duration(nanos), Quantities.exact(nanos), true, false);
    }

    static Cell figure(Figure figure, Figures figures) {
      String exact = Amounts.exact(figure, figures);
      String shown = Amounts.shown(figure, figures);
      return new Cell(shown, exact.equals(shown) ? null : exact, true, false);
    }
  }

  HtmlTable row(Cell... cells) {
    return row(List.of(cells));
  }

  HtmlTable row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table, or, if it has no row, what to say instead. */
  void write(Html html, String ifEmpty) {
    if (rows.isEmpty()) {
      html.leaf("p", ifEmpty, "class", "none").line();
      return;
    }
    write(html);
  }

  void write(Html html) {
    open(html, caption);
    html.open("thead").open("tr");
    headings.forEach(heading -> html.leaf("th", heading, "scope", "col"));
    html.close().close().line().open("tbody");
    for (List<Cell> row : rows) {
      html.open("tr");
      for (int i = 0; i < row.size(); i++) {
        cell(html, row.get(i), i == 0);
      }
      html.close().line();
    }
    html.close();
    close(html);
  }

  /** A table that scrolls by itself where it is too wide, by keys too. */
  static void open(Html html, String caption, String... classes) {
    String all = String.join(" ", List.of("scroll", String.join(" ", classes))).strip();
    html.open("div", "class", all, "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").open("caption").leaf("span", caption).close().line();
  }

  static void close(Html html) {
    html.close().close().line();
  }

  static void cell(Html html, Cell cell, boolean first) {
    List<String> attributes = new ArrayList<>();
    if (first) {
      attributes.addAll(List.of("scope", "row"));
    }
    if (cell.number()) {
      attributes.addAll(List.of("class", "n"));
    } else if (cell.name() && cell.shown().length() <= SHORT_MAX) {
      attributes.addAll(List.of("class", "s"));
    }
    if (cell.exact() != null) {
      attributes.addAll(List.of("title", cell.exact()));
    }
    html.open(first ? "th" : "td", attributes.toArray(String[]::new));
    if (cell.name()) {
      html.name(cell.shown());
    } else {
      html.text(cell.shown());
    }
    html.close();
  }
}
