package io.lapse.cli.doctor;

import io.lapse.cli.cluster.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/** The brokers, and what they can do. */
final class ClusterChecks {
  /** So many, and one may be lost without losing records or standing still. */
  private static final int BROKERS_SAFE = 3;

  /** From it on a broker ends transactions of which a late record would begin another (KIP-890). */
  private static final String TRANSACTION_VERSION = "transaction.version";

  private static final int TRANSACTION_VERSION_SAFE = 2;

  private ClusterChecks() {}

  static Check brokers(Admin admin) throws InterruptedException {
    DescribeClusterResult cluster =
        admin.describeCluster(new DescribeClusterOptions().includeFencedBrokers(true));
    Collection<Node> nodes = Answers.of(cluster.nodes(), "the brokers");
    Node controller = Answers.of(cluster.controller(), "the controller");
    String id = Answers.of(cluster.clusterId(), "the cluster");
    String fenced =
        nodes.stream().filter(Node::isFenced).map(Node::idString).collect(Collectors.joining(", "));
    long alive = nodes.stream().filter(node -> !node.isFenced()).count();
    String found =
        alive
            + (alive == 1 ? " broker" : " brokers")
            + ", controller "
            + (controller == null ? "unknown" : controller.idString())
            + ", cluster "
            + id;
    if (!fenced.isEmpty()) {
      return Check.warn("brokers", found + ", fenced: " + fenced, "start those that are fenced");
    }
    return alive < BROKERS_SAFE
        ? Check.warn("brokers", found, "with fewer than 3 a lost broker may stop the ledger")
        : Check.ok("brokers", found);
  }

  static Check features(Admin admin) throws InterruptedException {
    FeatureMetadata metadata =
        Answers.of(admin.describeFeatures().featureMetadata(), "the features");
    return features(metadata.finalizedFeatures());
  }

  static Check features(Map<String, FinalizedVersionRange> finalized) {
    List<String> levels = new ArrayList<>();
    new TreeMap<>(finalized)
        .forEach((name, range) -> levels.add(name + " " + range.maxVersionLevel()));
    String found = String.join(", ", levels);
    FinalizedVersionRange transactions = finalized.get(TRANSACTION_VERSION);
    if (transactions != null && transactions.maxVersionLevel() >= TRANSACTION_VERSION_SAFE) {
      return Check.ok("features", found);
    }
    return Check.warn(
        "features",
        found.isEmpty() ? "none" : found,
        "kafka-features.sh upgrade --feature transaction.version=2, or a transaction may hang");
  }
}
