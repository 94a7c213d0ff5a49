package io.lapse.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.docs.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import io.lapse.cli.text.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes {@code docs/reference/export.md}: its commands, its SQL in DuckDB, its Python with
 * pandas. What they answer must be what Java finds in the ledger, and what the page shows.
 */
class ExportPageTest {
  private static final String SQL = "sql ";
  private static final String PYTHON = "python ";
  private static final String TEXT = "text ";
  private static final String OF_PYTHON = "text python-";
  private static final String LOAD = "load";

  @TempDir private static Path folder;
  private static PageFleet fleet;
  private static ExpectedAnswers answers;

  private final List<String> asked = new ArrayList<>();

  @BeforeAll
  static void export() throws IOException {
    fleet = PageFleet.make(folder);
    answers = fleet.answers();
  }

  @Test
  void sql_answersAsTheLedgerDoes() throws Exception {
    Page page = Page.read("reference/export.md");

    String refreshed;
    try (DuckDb duckDb = new DuckDb()) {
      duckDb.execute("SET file_search_path = '" + folder + "'");
      DuckDb.Answer[] last = new DuckDb.Answer[1];
      refreshed =
          page.executed(block -> executed(block, duckDb, last)).withSections(PageTables.sections());
    }

    page.assertIs(refreshed);
    assertThat(asked).hasSize(15).doesNotHaveDuplicates();
  }

  private String executed(Page.Block block, DuckDb duckDb, DuckDb.Answer[] last) {
    if (block.kind().equals("text export")) {
      return fleet.shown();
    }
    if (block.kind().startsWith(SQL)) {
      return sql(block, duckDb, last);
    }
    boolean answer = block.kind().startsWith(TEXT) && !block.kind().startsWith(OF_PYTHON);
    return answer ? rendered(last[0]) : block.body();
  }

  private String sql(Page.Block block, DuckDb duckDb, DuckDb.Answer[] last) {
    String name = block.kind().substring(SQL.length());
    try {
      if (name.equals(LOAD)) {
        duckDb.execute(PageTables.load());
        return PageTables.load();
      }
      asked.add(name);
      last[0] = duckDb.ask(block.body());
    } catch (SQLException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
    assertThat(last[0].rows()).as(name).isEqualTo(answers.to(name));
    return block.body();
  }

  private static String rendered(DuckDb.Answer answer) {
    if (answer.rows().isEmpty()) {
      return "(nothing)\n";
    }
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < answer.columns().size(); i++) {
      headings.add((answer.numeric().get(i) ? ">" : "") + answer.columns().get(i));
    }
    TextTable table = new TextTable(headings.toArray(String[]::new));
    for (List<@Nullable String> row : answer.rows()) {
      table.row(row.stream().map(ExportPageTest::cell).toArray(String[]::new));
    }
    return table.render();
  }

  private static String cell(@Nullable String value) {
    return Objects.requireNonNullElse(value, "NULL");
  }

  @Test
  @Needs(Machine.PANDAS)
  void python_answersAsTheLedgerDoes() throws Exception {
    Page page = Page.read("reference/export.md");
    PythonBlocks blocks = new PythonBlocks(folder);
    page.executed(
        block -> {
          if (block.kind().startsWith(PYTHON)) {
            blocks.add(block.kind().substring(PYTHON.length()), block.body());
          }
          return block.body();
        });

    blocks.run();

    Page refreshed =
        page.executed(
            block ->
                block.kind().startsWith(OF_PYTHON)
                    ? blocks.printed(block.kind().substring(OF_PYTHON.length()))
                    : block.body());
    page.assertIs(refreshed.withSections(PageTables.sections()));
    assertThat(blocks.names())
        .containsExactly(LOAD, "kinds", "guests", "days", "violations", "slow");
    for (String name : blocks.names().subList(1, blocks.names().size())) {
      assertThat(blocks.rows(name)).as(name).isEqualTo(answers.to(name));
    }
  }
}
