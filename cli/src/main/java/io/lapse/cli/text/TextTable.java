package io.lapse.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of plain text: columns as wide as their widest cell, two spaces between them. */
public final class TextTable {
  private final List<String> header;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /** A heading that begins with {@code >} makes its column align to the right. */
  public TextTable(String... headings) {
    header = new ArrayList<>();
    right = new boolean[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      header.add(right[i] ? headings[i].substring(1) : headings[i]);
    }
  }

  public void row(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row must have " + header.size() + " cells: " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Printable::of).toList());
  }

  /** The table, each line ended. */
  public String render() {
    int[] widths = new int[header.size()];
    measure(header, widths);
    rows.forEach(row -> measure(row, widths));
    StringBuilder text = new StringBuilder();
    line(text, header, widths);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    line(text, rule, widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void measure(List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], width(cells.get(i)));
    }
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - width(cells.get(i)));
      line.append(right[i] ? padding + cells.get(i) : cells.get(i) + padding).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
