package io.lapse.cli.export;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** DuckDB in this process, without a network: it may neither fetch nor load extensions. */
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  /**
   * What a query answers.
   *
   * @param columns their names
   * @param numeric of each column, whether it holds numbers
   * @param rows their cells, as text; null is null
   */
  record Answer(List<String> columns, List<Boolean> numeric, List<List<@Nullable String>> rows) {}

  DuckDb() throws SQLException {
    Properties offline = new Properties();
    offline.setProperty("autoinstall_known_extensions", "false");
    offline.setProperty("autoload_known_extensions", "false");
    connection = DriverManager.getConnection("jdbc:duckdb:", offline);
    execute("SET threads = 1");
    execute("SET TimeZone = 'UTC'");
  }

  void execute(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  Answer ask(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      int width = found.getMetaData().getColumnCount();
      List<String> columns = new ArrayList<>();
      List<Boolean> numeric = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        columns.add(found.getMetaData().getColumnLabel(i + 1));
        String type = found.getMetaData().getColumnTypeName(i + 1);
        numeric.add(type.matches(".*INT|DOUBLE|DECIMAL.*"));
      }
      List<List<@Nullable String>> rows = new ArrayList<>();
      while (found.next()) {
        String[] cells = new String[width];
        for (int i = 0; i < width; i++) {
          cells[i] = found.getString(i + 1);
        }
        rows.add(Arrays.asList(cells));
      }
      return new Answer(columns, numeric, rows);
    }
  }

  /** All rows of a CSV file, with text as it stands. */
  List<List<@Nullable String>> csv(Object file) throws SQLException {
    return ask("FROM read_csv('"
            + file
            + "', header = true, all_varchar = true, allow_quoted_nulls = false)")
        .rows();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
