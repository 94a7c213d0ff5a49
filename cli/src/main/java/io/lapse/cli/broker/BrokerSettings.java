package io.lapse.cli.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of a broker that is its own controller, on the loopback interface, for one machine's
 * worth of data.
 *
 * @param brokerPort where clients connect
 * @param controllerPort where the broker reaches its controller
 * @param data the folder of the logs
 */
record BrokerSettings(int brokerPort, int controllerPort, Path data) {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** By default 50 partitions each, whose creation the first commit would wait for. */
  private static final String INTERNAL_PARTITIONS = "1";

  /** By default 128 MB, allocated at once. */
  private static final String CLEANER_BUFFER_BYTES = "2097152";

  Map<String, String> asMap() {
    Map<String, String> settings = new HashMap<>(listeners());
    settings.putAll(internalTopics());
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("log.dirs", data.toString());
    settings.put("log.cleaner.dedupe.buffer.size", CLEANER_BUFFER_BYTES);
    settings.put("num.network.threads", "1");
    settings.put("num.io.threads", "2");
    // A topic that nobody created is a mistake, not a wish.
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // So that a client may choose to be missed early; by default 6 s is the least.
    settings.put("group.min.session.timeout.ms", "1000");
    return settings;
  }

  private Map<String, String> listeners() {
    return Map.of(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort,
        "advertised.listeners",
        "PLAINTEXT://127.0.0.1:" + brokerPort,
        "controller.listener.names",
        CONTROLLER_LISTENER,
        "inter.broker.listener.name",
        "PLAINTEXT",
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static Map<String, String> internalTopics() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", INTERNAL_PARTITIONS,
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", INTERNAL_PARTITIONS,
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", INTERNAL_PARTITIONS);
  }
}
