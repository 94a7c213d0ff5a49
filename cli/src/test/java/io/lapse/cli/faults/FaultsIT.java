package io.lapse.cli.faults;

import io.lapse.cli.machine.Required;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final FaultTable TABLE = new FaultTable("faults", 14);

  @TempDir private static Path folder;
  private static ChildBroker broker;

  private final CrashFaults crashes = new CrashFaults(SEED);
  private final InputFaults inputs = new InputFaults(SEED);

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

  @AfterAll
  static void showTable() throws Exception {
    TABLE.show(!FULL && SEED == USUAL_SEED);
  }

  private static void assertSurvived(String name, FaultTable.Fault fault) throws Exception {
    TABLE.assertSurvived(name, broker, folder, fault);
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
      String reason = "only root may mount a small disk";
      TABLE.leaveOut(name, reason);
      Required.ofEnvironment().leaveOut(name, "small-disk", reason);
      Assumptions.abort(reason);
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
