package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.docs.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to the application, its broker, its disk and its inputs: the standing ledger is,
 * byte for byte, that of an undisturbed fold, and the history is true.
 *
 * <p>{@code -Dlapse.faults=full} kills more often; {@code -Dlapse.seed=N} chooses loads and
 * moments.
 */
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {
  private static final long USUAL_SEED = 7;
  private static final long SEED = Long.getLong("lapse.seed", USUAL_SEED);
  private static final boolean FULL = "full".equals(System.getProperty("lapse.faults"));
  private static final int APPLICATION_KILLS = FULL ? 20 : 3;
  private static final int BROKER_KILLS = FULL ? 5 : 2;
  private static final int PARTITIONS = 2;

  /** As many as the page shows. */
  private static final int FAULTS = 14;

  /** What the machine must be able to do; the rest may be left out. */
  private static final List<String> REQUIRED =
      List.of(Objects.requireNonNullElse(System.getenv("LAPSE_REQUIRE"), "").split(",", -1));

  private static final List<FaultRow> ROWS = new ArrayList<>();

  @TempDir private static Path folder;
  private static ChildBroker broker;

  private final CrashFaults crashes = new CrashFaults(SEED);
  private final InputFaults inputs = new InputFaults(SEED);

  private interface Fault {
    void happen(FaultRun run) throws Exception;
  }

  @BeforeAll
  static void startBroker() throws Exception {
    System.out.println("faults: seed " + SEED + "; to repeat: -Dlapse.seed=" + SEED);
    Path log = Files.createDirectories(Path.of("target/faults/logs")).resolve("broker.log");
    Files.deleteIfExists(log);
    broker = new ChildBroker(folder.resolve("broker"), log);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Where all rows of the usual run were made, the page must show them. */
  @AfterAll
  static void showTable() throws Exception {
    String table = FaultRow.table(ROWS);
    System.out.println(table);
    boolean whole = ROWS.stream().filter(FaultRow::tried).count() == FAULTS;
    if (whole && !FULL && SEED == USUAL_SEED) {
      Page page = Page.read("operating/faults.md");
      page.assertIs(page.withSection("faults", "```text\n" + table + "```\n"));
    }
  }

  /** A row that fails is in the table too. */
  private static void assertSurvived(String name, Fault fault) throws Exception {
    try (FaultRun run = new FaultRun(name, broker, folder, PARTITIONS)) {
      try {
        fault.happen(run);
      } finally {
        run.row().ifPresent(ROWS::add);
      }

      assertThat(run.row()).hasValueSatisfying(row -> assertThat(row.identical()).isTrue());
    }
  }

  @Test
  @Order(1)
  void ledger_undisturbed_isThatOfAFold() throws Exception {
    assertSurvived("none", crashes::undisturbed);
  }

  @Test
  @Order(2)
  void ledger_afterKillsOfTheApplication_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "application killed, " + APPLICATION_KILLS + " times",
        run -> crashes.killedApplication(run, APPLICATION_KILLS));
  }

  @Test
  @Order(3)
  void ledger_afterKillsOfTheBroker_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "broker killed, " + BROKER_KILLS + " times",
        run -> crashes.killedBroker(run, broker, BROKER_KILLS));
  }

  @Test
  @Order(4)
  void ledger_afterABrokerWasAwayForLong_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "broker away for long, " + BROKER_KILLS + " times",
        run -> crashes.brokerAwayForLong(run, broker, BROKER_KILLS));
  }

  @Test
  @Order(5)
  void ledger_withoutItsStateDirectory_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived("state directory deleted, 2 times", crashes::deletedState);
  }

  @Test
  @Order(6)
  void ledger_afterAFullDisk_isThatOfAnUndisturbedRun() throws Exception {
    String name = "disk full";
    Optional<SmallDisk> mounted = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")));
    if (mounted.isEmpty()) {
      ROWS.add(FaultRow.leftOut(name, "only root may mount a small disk"));
      assertThat(REQUIRED).as("what may not be left out").doesNotContain("small-disk");
      Assumptions.abort(name + " is left out: only root may mount a small disk");
    }
    try (SmallDisk disk = mounted.get()) {
      assertSurvived(name, run -> crashes.fullDisk(run, disk));
    }
  }

  @Test
  @Order(7)
  void ledger_whenInstancesComeAndGo_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived("one instance joins, one leaves", crashes::joinedAndLeft);
  }

  @Test
  @Order(8)
  void garbage_goesToQuarantineAsItCame_andTheRestIsBooked() throws Exception {
    assertSurvived("1 % garbage", inputs::garbage);
  }

  @Test
  @Order(9)
  void events_sentTwice_countOnce() throws Exception {
    assertSurvived("everything twice", inputs::everythingTwice);
  }

  @Test
  @Order(10)
  void storm_onOneGuest_starvesNobody() throws Exception {
    assertSurvived("event storm on one guest", inputs::storm);
  }

  @Test
  @Order(11)
  void hostClocks_thatStepByAMinute_giveTheLedgerOfAReplay() throws Exception {
    assertSurvived("host clocks step by a minute", inputs::steppedClocks);
  }

  @Test
  @Order(12)
  void quarantinedRecords_requeued_areTakenIfTheirReasonIsGone() throws Exception {
    assertSurvived("quarantined records requeued", run -> new RequeueFault(run).happen());
  }

  @Test
  @Order(13)
  void fleet_publishedIntoTwoInstances_isThatOfItsReplay() throws Exception {
    assertSurvived("a fleet into two instances", inputs::fleetIntoTwoInstances);
  }

  @Test
  @Order(14)
  void upgrade_thatRolls_givesTheLedgerOfAnUndisturbedRun() throws Exception {
    assertSurvived("rolling upgrade of schemas", crashes::rolledUpgrade);
  }
}
