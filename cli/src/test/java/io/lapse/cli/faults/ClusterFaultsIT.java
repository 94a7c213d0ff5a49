package io.lapse.cli.faults;

import io.lapse.cli.container.ThreeBrokers;
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
  private static final int SMALL_DISK_MEGABYTES = 256;
  private static final int WITH_SMALL_DISK = 3;

  private static final FaultTable TABLE = new FaultTable("cluster-faults", 6);
  private static final List<TcpProxy> PROXIES = new ArrayList<>();

  @TempDir private static Path folder;
  private static ThreeBrokers cluster;
  private static ClusterFaults faults;

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

  @AfterAll
  static void showTable() throws Exception {
    TABLE.show(SEED == USUAL_SEED);
  }

  private static void assertSurvived(String name, FaultTable.Fault fault) throws Exception {
    TABLE.assertSurvived(name, faults, folder, fault);
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
