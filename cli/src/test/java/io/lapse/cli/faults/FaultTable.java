package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.docs.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rows of one section of the page of faults, as they come about. */
final class FaultTable {
  private static final int PARTITIONS = 2;
  private static final int ATTEMPTS_MAX = 5;

  private final String section;
  private final int faults;
  private final List<FaultRow> rows = new ArrayList<>();

  /** Something that happens to a running ledger. */
  interface Fault {
    void happen(FaultRun run) throws Exception;
  }

  /**
   * An empty one.
   *
   * @param section of the page
   * @param faults how many rows the page shows
   */
  FaultTable(String section, int faults) {
    this.section = section;
    this.faults = faults;
  }

  /**
   * Lets it happen; a row that fails is in the table too. What a broker's bug made impossible to
   * bring to an end happens again.
   */
  void assertSurvived(String name, Brokers brokers, Path folder, Fault fault) throws Exception {
    int attempt = 1;
    while (isStuck(name, attempt, brokers, folder, fault)) {
      attempt++;
      assertThat(attempt).as(name + ": attempts").isLessThanOrEqualTo(ATTEMPTS_MAX);
    }
  }

  private boolean isStuck(String name, int attempt, Brokers brokers, Path folder, Fault fault)
      throws Exception {
    try (FaultRun run = new FaultRun(name, attempt, brokers, folder, PARTITIONS)) {
      try {
        fault.happen(run);
      } finally {
        run.row().ifPresent(rows::add);
      }

      if (!run.isStuck()) {
        assertThat(run.row()).hasValueSatisfying(row -> assertThat(row.identical()).isTrue());
      }
      return run.isStuck();
    }
  }

  /** Says that a fault was not tried. */
  void leaveOut(String name, String reason) {
    rows.add(FaultRow.leftOut(name, reason));
  }

  /**
   * Prints it. Where all rows were made, the page must show them.
   *
   * @param usual whether the page is about this run: its seed, and how often it kills
   */
  void show(boolean usual) throws IOException {
    String table = FaultRow.table(rows);
    System.out.println(table);
    if (usual && rows.stream().filter(FaultRow::tried).count() == faults) {
      Page page = Page.read("operating/faults.md");
      page.assertIs(page.withSection(section, "```text\n" + table + "```\n"));
    }
  }
}
