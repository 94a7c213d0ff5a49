package io.lapse.cli.export;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of the tables, as {@code docs/reference/export.md} lists them. */
final class PageTables {
  private static final int WIDTH_MAX = 100;

  private PageTables() {}

  /** A list of columns by table; of outages those that a ledger has not. */
  static Map<String, String> sections() {
    List<String> ledger = names(Tables.LEDGER);
    return Tables.all().stream()
        .collect(
            Collectors.toMap(
                Table::name,
                table ->
                    "| column | type | holds |\n| --- | --- | --- |\n"
                        + table.columns().stream()
                            .filter(
                                column ->
                                    !table.equals(Tables.OUTAGES)
                                        || column.name().equals("guest")
                                        || column.name().equals("outage_id")
                                        || !ledger.contains(column.name()))
                            .map(PageTables::line)
                            .collect(Collectors.joining())));
  }

  private static List<String> names(Table<?> table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static String line(Column<?> column) {
    String type =
        switch (column.type()) {
          case NUMBER -> "number";
          case TEXT -> "text";
          case WORDS -> "words";
        };
    return "| `" + column.name() + "` | " + type + " | " + column.meaning() + " |\n";
  }

  /** A view of each table, with the types of its columns. */
  static String load() {
    return Tables.all().stream().map(PageTables::view).collect(Collectors.joining("\n"));
  }

  private static String view(Table<?> table) {
    StringBuilder view = new StringBuilder();
    StringBuilder line = new StringBuilder();
    view.append("CREATE VIEW ")
        .append(table.name())
        .append(" AS FROM read_csv('csv/")
        .append(table.name())
        .append(".csv', header = true, auto_detect = false,\n")
        .append(
            "  delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, columns = {\n");
    for (Column<?> column : table.columns()) {
      String type = column.type() == Column.Type.NUMBER ? "BIGINT" : "VARCHAR";
      String item = column.name() + ": '" + type + "', ";
      if (line.length() + item.length() > WIDTH_MAX - 4) {
        view.append("    ").append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
      }
      line.append(item);
    }
    String lastLine = line.toString();
    return view.append("    ")
        .append(lastLine, 0, lastLine.length() - 2)
        .append("});\n")
        .toString();
  }
}
