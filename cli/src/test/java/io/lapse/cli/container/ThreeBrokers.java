package io.lapse.cli.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.ContainerNetwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/**
 * A cluster of three brokers, each its own controller too, in containers: what three machines would
 * be. Topics have three replicas, two of which must be in sync. A broker that does not answer is
 * missed within 3 s.
 *
 * <pre>
 *   this machine ── 127.0.0.1:P1 ── k1 ┐
 *                ── 127.0.0.1:P2 ── k2 ├─ a network of their own
 *                ── 127.0.0.1:P3 ── k3 ┘
 * </pre>
 *
 * Brokers are numbered from 1, as their node ids are. Addresses stay, whatever happens to a broker.
 */
public final class ThreeBrokers implements AutoCloseable {
  /** How many brokers there are. */
  public static final int COUNT = 3;

  private static final int PAUSE_ATTEMPTS_MAX = 5;
  private static final int BROKER_PORT = 19_092;
  private static final int CONTROLLER_PORT = 9_094;
  private static final long POLL_MILLIS = 100;
  private static final int ANSWER_MILLIS = 5_000;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Network network = Network.newNetwork();
  private final List<BrokerContainer> brokers = new ArrayList<>();
  private final Map<Integer, SmallVolume> disks = new HashMap<>();
  private Admin admin;

  /** What may differ from the usual cluster. */
  public static final class Options {
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Integer, Integer> diskMegabytes = new HashMap<>();
    private final List<Integer> proxyPorts = new ArrayList<>();

    private Options() {}

    /** A setting of all brokers, by its name in a server.properties. */
    public Options setting(String name, String value) {
      settings.put(name, value);
      return this;
    }

    /** Gives a broker a disk of so many megabytes, which {@link #fillDisk} can fill. */
    public Options disk(int broker, int megabytes) {
      diskMegabytes.put(broker, megabytes);
      return this;
    }

    /**
     * Gives each broker a second listener, which is reached through a proxy alone: clients that
     * begin at one of these ports of loopback know no other way.
     *
     * @param ports where the proxies listen, one a broker, in their order
     */
    public Options behindProxies(List<Integer> ports) {
      proxyPorts.addAll(ports);
      return this;
    }

    /** Starts it; returns when all three brokers are there. */
    public ThreeBrokers start() throws InterruptedException {
      ThreeBrokers cluster = new ThreeBrokers();
      try {
        cluster.startAll(this);
        return cluster;
      } catch (RuntimeException | InterruptedException e) {
        cluster.close();
        throw e;
      }
    }
  }

  private ThreeBrokers() {}

  /** Starts the usual cluster. */
  public static ThreeBrokers start() throws InterruptedException {
    return with().start();
  }

  /** Begins to say what differs. */
  public static Options with() {
    return new Options();
  }

  private void startAll(Options options) throws InterruptedException {
    for (int id = 1; id <= COUNT; id++) {
      BrokerContainer broker = new BrokerContainer();
      broker.withNetwork(network).withNetworkAliases(name(id));
      settings(id, broker.port()).forEach((key, value) -> set(broker, key, value));
      if (!options.proxyPorts.isEmpty()) {
        proxied(settings(id, broker.port()), options.proxyPorts.get(id - 1))
            .forEach((key, value) -> set(broker, key, value));
      }
      options.settings.forEach((key, value) -> set(broker, key, value));
      broker.withEnv("CLUSTER_ID", "4L6g3nShT-eMCtK--X86sw");
      broker.withEnv("KAFKA_HEAP_OPTS", "-Xmx320m");
      if (options.diskMegabytes.containsKey(id)) {
        SmallVolume disk = SmallVolume.create(options.diskMegabytes.get(id));
        disks.put(id, disk);
        disk.mountTo(broker);
      }
      brokers.add(broker);
    }
    Startables.deepStart(brokers).join();
    admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "request.timeout.ms",
                ANSWER_MILLIS,
                "default.api.timeout.ms",
                2 * ANSWER_MILLIS));
    for (int id = 1; id <= COUNT; id++) {
      awaitRegistered(id);
    }
  }

  private static String name(int broker) {
    return "k" + broker;
  }

  /** By the rule of the image: dots are underscores, and dashes three of them. */
  private static void set(BrokerContainer broker, String key, String value) {
    broker.withEnv(
        "KAFKA_"
            + key.replace("_", "__").replace("-", "___").replace('.', '_').toUpperCase(Locale.ROOT),
        value);
  }

  private static Map<String, String> settings(int id, int port) {
    Map<String, String> settings = new HashMap<>(quickSettings());
    String voters =
        IntStream.rangeClosed(1, COUNT)
            .mapToObj(voter -> voter + "@" + name(voter) + ":" + CONTROLLER_PORT)
            .collect(Collectors.joining(","));
    settings.put("node.id", Integer.toString(id));
    settings.put("process.roles", "broker,controller");
    settings.put("controller.quorum.voters", voters);
    settings.put(
        "listeners",
        "CLIENT://:"
            + BrokerContainer.CLIENT_PORT
            + ",BROKER://:"
            + BROKER_PORT
            + ",CONTROLLER://:"
            + CONTROLLER_PORT);
    settings.put(
        "advertised.listeners",
        "CLIENT://127.0.0.1:" + port + ",BROKER://" + name(id) + ":" + BROKER_PORT);
    settings.put(
        "listener.security.protocol.map", "CLIENT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("log.dirs", BrokerContainer.DATA);
    return settings;
  }

  private static Map<String, String> proxied(Map<String, String> settings, int proxyPort) {
    return Map.of(
        "listeners",
        settings.get("listeners") + ",PROXIED://:" + BrokerContainer.PROXIED_PORT,
        "advertised.listeners",
        settings.get("advertised.listeners") + ",PROXIED://127.0.0.1:" + proxyPort,
        "listener.security.protocol.map",
        settings.get("listener.security.protocol.map") + ",PROXIED:PLAINTEXT");
  }

  /** What is lost is missed soon, and little is made that a test does not need. */
  private static Map<String, String> quickSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("default.replication.factor", "3");
    settings.put("min.insync.replicas", "2");
    settings.put("offsets.topic.replication.factor", "3");
    settings.put("offsets.topic.num.partitions", "3");
    settings.put("transaction.state.log.replication.factor", "3");
    settings.put("transaction.state.log.min.isr", "2");
    settings.put("transaction.state.log.num.partitions", "3");
    settings.put("share.coordinator.state.topic.replication.factor", "3");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("auto.create.topics.enable", "false");
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("replica.lag.time.max.ms", "3000");
    settings.put("replica.socket.timeout.ms", "3000");
    settings.put("controller.quorum.fetch.timeout.ms", "1000");
    settings.put("controller.quorum.election.timeout.ms", "500");
    settings.put("controller.quorum.request.timeout.ms", "1000");
    settings.put("controller.socket.timeout.ms", "3000");
    // Else the end of a transaction waits 30 s for a leader that was paused just then.
    settings.put("request.timeout.ms", "3000");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "1000");
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    return settings;
  }

  /** All brokers, HOST:PORT,...; the same for as long as the cluster lives. */
  public String bootstrapServers() {
    return brokers.stream()
        .map(broker -> "127.0.0.1:" + broker.port())
        .collect(Collectors.joining(","));
  }

  /** The port of loopback to which a broker's proxy passes on. */
  public int proxiedPort(int broker) {
    return brokers.get(broker - 1).proxiedPort();
  }

  /** Asks any broker; one question takes 10 s at most. */
  public Admin admin() {
    return admin;
  }

  /** SIGSTOP to all of a broker: its connections stay, and nobody answers. */
  public void pause(int broker) {
    for (int attempt = 1; ; attempt++) {
      try {
        client().pauseContainerCmd(id(broker)).exec();
        return;
      } catch (InternalServerErrorException e) {
        // The kernel's freezer gives up on a process that is busy with its disk; runc thaws it
        // again.
        if (attempt == PAUSE_ATTEMPTS_MAX) {
          throw e;
        }
      }
    }
  }

  /** Lets a paused broker go on. */
  public void unpause(int broker) {
    client().unpauseContainerCmd(id(broker)).exec();
  }

  /** SIGKILL; returns when it is gone. What it had on its disk stays. */
  public void kill(int broker) throws InterruptedException {
    client().killContainerCmd(id(broker)).exec();
    await("broker " + broker + " is gone", () -> !isAlive(broker));
  }

  /** Starts a broker that is gone; returns when the controller knows it again. */
  public void restart(int broker) throws InterruptedException {
    client().startContainerCmd(id(broker)).exec();
    awaitRegistered(broker);
  }

  /** Takes its network away: neither brokers nor clients reach it, and nobody tells them so. */
  public void disconnect(int broker) {
    client()
        .disconnectFromNetworkCmd()
        .withContainerId(id(broker))
        .withNetworkId(network.getId())
        .withForce(true)
        .exec();
  }

  /** Gives it its network back. */
  public void reconnect(int broker) {
    client()
        .connectToNetworkCmd()
        .withContainerId(id(broker))
        .withNetworkId(network.getId())
        .withContainerNetwork(new ContainerNetwork().withAliases(name(broker)))
        .exec();
  }

  /** Leaves no byte free on a broker's disk, which must be a small one. */
  public void fillDisk(int broker) throws IOException, InterruptedException {
    disks.get(broker).fill();
  }

  /** Frees what {@link #fillDisk} took. A broker that has ended must be started again. */
  public void freeDisk(int broker) throws IOException, InterruptedException {
    disks.get(broker).free();
  }

  /** Whether its process is there; a paused one is. */
  public boolean isAlive(int broker) {
    return Boolean.TRUE.equals(
        client().inspectContainerCmd(id(broker)).exec().getState().getRunning());
  }

  /** What it has printed in all its lives. */
  public String printed(int broker) {
    return brokers.get(broker - 1).getLogs();
  }

  /** The broker that leads a partition, once there is one that is known. */
  public int leader(String topic, int partition) throws InterruptedException {
    AtomicInteger leader = new AtomicInteger();
    await(
        "there is a leader of " + topic + "-" + partition,
        () -> {
          leader.set(knownLeader(topic, partition));
          return leader.get() > 0;
        });
    return leader.get();
  }

  private int knownLeader(String topic, int partition) throws InterruptedException {
    try {
      Node leader = describe(List.of(topic)).get(topic).partitions().get(partition).leader();
      return leader == null || leader.isEmpty() ? 0 : leader.id();
    } catch (ExecutionException e) {
      return 0; // It asked the one that does not answer: the next question goes to another.
    }
  }

  /**
   * Waits until each partition has a leader and all its replicas are in sync.
   *
   * @param topics those that are meant; none named: all, Kafka's own too
   */
  public void awaitInSync(String... topics) throws InterruptedException {
    await("all replicas of " + List.of(topics) + " are in sync", () -> areInSync(topics));
  }

  private boolean areInSync(String... topics) throws InterruptedException {
    try {
      Collection<String> names =
          topics.length > 0
              ? List.of(topics)
              : admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return describe(names).values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(ThreeBrokers::isInSync);
    } catch (ExecutionException e) {
      return false; // No broker may have answered: that is one of the faults.
    }
  }

  private Map<String, TopicDescription> describe(Collection<String> names)
      throws ExecutionException, InterruptedException {
    return admin
        .describeTopics(names, new DescribeTopicsOptions().timeoutMs(ANSWER_MILLIS))
        .allTopicNames()
        .get();
  }

  private static boolean isInSync(TopicPartitionInfo partition) {
    return partition.leader() != null
        && !partition.leader().isEmpty()
        && partition.isr().size() == partition.replicas().size();
  }

  private void awaitRegistered(int broker) throws InterruptedException {
    await("broker " + broker + " is there", () -> isRegistered(broker));
  }

  private boolean isRegistered(int broker) throws InterruptedException {
    try {
      return admin.describeCluster().nodes().get().stream().anyMatch(node -> node.id() == broker);
    } catch (ExecutionException e) {
      return false;
    }
  }

  /** Something that can be asked again. */
  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private void await(String what, Condition condition) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new IllegalStateException("within " + TIMEOUT + ": " + what);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private String id(int broker) {
    return brokers.get(broker - 1).getContainerId();
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
    brokers.forEach(BrokerContainer::stop);
    disks.values().forEach(SmallVolume::close);
    network.close();
  }
}
