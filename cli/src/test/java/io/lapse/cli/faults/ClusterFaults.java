package io.lapse.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.cli.container.ThreeBrokers;
import io.lapse.ledger.LedgerInput;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** What may happen to one broker of three, and to the network, while a load goes on. */
final class ClusterFaults implements Brokers {
  private final long seed;
  private final ThreeBrokers cluster;
  private final List<TcpProxy> proxies;

  /** Something that is done to a broker. */
  interface Blow {
    void strike(int broker) throws Exception;
  }

  /**
   * Breaks a cluster.
   *
   * @param proxies what its brokers' second listeners are reached through, in their order
   */
  ClusterFaults(long seed, ThreeBrokers cluster, List<TcpProxy> proxies) {
    this.seed = seed;
    this.cluster = cluster;
    this.proxies = proxies;
  }

  @Override
  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  @Override
  public Admin admin() {
    return cluster.admin();
  }

  @Override
  public short replicas() {
    return ThreeBrokers.COUNT;
  }

  void undisturbed(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 4);

    run.start("one");

    run.finish(Expected.of(events));
  }

  /**
   * The leader of the first partition of the host events is struck; the ledger goes on without it.
   * When it is back, and has all that it missed, the same is done to its successor.
   */
  void oneAndThenAnother(FaultRun run, Blow blow, Blow cure) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 4);
    Random moments = new Random(seed);
    run.start("one");
    String topic = run.topics().hostEvents().name();

    run.awaitMidst(0, 4, moments);
    int first = cluster.leader(topic, 0);
    blow.strike(first);
    run.awaitMidst(1, 4, moments);
    cure.strike(first);
    cluster.awaitInSync();
    int second = cluster.leader(topic, 0);
    blow.strike(second);
    run.awaitMidst(2, 4, moments);
    cure.strike(second);
    cluster.awaitInSync();

    assertThat(second).as("the second broker").isNotEqualTo(first);
    run.finish(Expected.of(events));
  }

  /** The broker with the small disk runs out of it under load, and ends. */
  void fullDisk(FaultRun run, int broker) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 3);
    Random moments = new Random(seed);
    run.start("one");

    run.awaitMidst(0, 3, moments);
    cluster.fillDisk(broker);
    run.release(1, 3);
    run.await("the broker has no disk", () -> !cluster.isAlive(broker));
    run.awaitMidst(2, 3, moments);
    cluster.freeDisk(broker);
    cluster.restart(broker);
    cluster.awaitInSync();

    run.finish(Expected.of(events));
  }

  /**
   * The application hears nothing of its cluster until the cluster has given it up, then finds its
   * connections cut; inputs come all the while.
   */
  void partition(FaultRun run) throws Exception {
    List<LedgerInput> events = run.loadFleet(seed, 3);
    Random moments = new Random(seed);
    Properties properties = run.properties();
    properties.put(
        "bootstrap.servers",
        proxies.stream().map(p -> "127.0.0.1:" + p.port()).collect(Collectors.joining(",")));
    run.start("one", properties);

    run.awaitMidst(0, 3, moments);
    network(TcpProxy.Network.SILENT);
    run.release(1, 3);
    run.awaitMembersAtWork(0);
    network(TcpProxy.Network.CUT);
    network(TcpProxy.Network.PASSING);
    run.awaitMidst(2, 3, moments);

    run.finish(Expected.of(events));
  }

  private void network(TcpProxy.Network now) throws IOException {
    for (TcpProxy proxy : proxies) {
      proxy.is(now);
    }
  }
}
