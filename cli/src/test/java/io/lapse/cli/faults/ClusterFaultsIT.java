package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.container.ThreeBrokers;
import io.lapse.cli.docs.Page;
import io.lapse.cli.machine.Machine;
import io.lapse.cli.machine.Needs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to one broker of three, or to the network between them and the application: the
 * standing ledger is, byte for byte, that of an undisturbed fold, and the history is true.
 *
 * <p>{@code -Dlapse.seed=N} chooses loads and moments.
 */
@Needs(Machine.DOCKER)
@TestMethodOrder(OrderAnnotation.class)
class ClusterFaultsIT {
  private static final long USUAL_SEED = 7;
  private static final long SEED = Long.getLong("lapse.seed", USUAL_SEED);
  private static final int PARTITIONS = 2;
  private static final int SMALL_DISK_MEGABYTES = 256;
  private static final int WITH_SMALL_DISK = 3;

  /** As many as the page shows. */
  private static final int FAULTS = 6;

  private static final List<FaultRow> ROWS = new ArrayList<>();
  private static final List<TcpProxy> PROXIES = new ArrayList<>();

  @TempDir private static Path folder;
  private static ThreeBrokers cluster;
  private static ClusterFaults faults;

  private interface Fault {
    void happen(FaultRun run) throws Exception;
  }

  @BeforeAll
  static void startCluster() throws Exception {
    System.out.println("faults: seed " + SEED + "; to repeat: -Dlapse.seed=" + SEED);
    for (int broker = 1; broker <= ThreeBrokers.COUNT; broker++) {
      PROXIES.add(new TcpProxy());
    }
    cluster =
        ThreeBrokers.with()
            .disk(WITH_SMALL_DISK, SMALL_DISK_MEGABYTES)
            .behindProxies(PROXIES.stream().map(TcpProxy::port).toList())
            .start();
    for (int broker = 1; broker <= ThreeBrokers.COUNT; broker++) {
      PROXIES.get(broker - 1).target(cluster.proxiedPort(broker));
    }
    faults = new ClusterFaults(SEED, cluster, PROXIES);
  }

  @AfterAll
  static void stopCluster() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    for (TcpProxy proxy : PROXIES) {
      proxy.close();
    }
  }

  /** Where all rows of the usual run were made, the page must show them. */
  @AfterAll
  static void showTable() throws Exception {
    String table = FaultRow.table(ROWS);
    System.out.println(table);
    if (ROWS.size() == FAULTS && SEED == USUAL_SEED) {
      Page page = Page.read("operating/faults.md");
      page.assertIs(page.withSection("cluster-faults", "```text\n" + table + "```\n"));
    }
  }

  /** A row that fails is in the table too. */
  private static void assertSurvived(String name, Fault fault) throws Exception {
    try (FaultRun run = new FaultRun(name, faults, folder, PARTITIONS)) {
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
  void ledger_onThreeBrokers_isThatOfAFold() throws Exception {
    assertSurvived("three brokers, none", faults::undisturbed);
  }

  @Test
  @Order(2)
  void ledger_afterAPauseOfOneBrokerAndThenAnother_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "one broker paused, then another",
        run -> faults.oneAndThenAnother(run, cluster::pause, cluster::unpause));
  }

  @Test
  @Order(3)
  void ledger_afterAKillOfOneBrokerAndThenAnother_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "one broker killed, then another",
        run -> faults.oneAndThenAnother(run, cluster::kill, cluster::restart));
  }

  @Test
  @Order(4)
  void ledger_withOneBrokerAndThenAnotherOffTheNetwork_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived(
        "one broker off the network, then another",
        run -> faults.oneAndThenAnother(run, cluster::disconnect, cluster::reconnect));
  }

  @Test
  @Order(5)
  void ledger_afterTheDiskOfABrokerWasFull_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived("disk of one broker full", run -> faults.fullDisk(run, WITH_SMALL_DISK));
  }

  @Test
  @Order(6)
  void ledger_ofAnApplicationOffTheNetwork_isThatOfAnUndisturbedRun() throws Exception {
    assertSurvived("application off the network", faults::partition);
  }
}
