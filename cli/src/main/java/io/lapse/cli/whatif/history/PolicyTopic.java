package io.lapse.cli.whatif.history;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.PolicyConflicts;
import io.lapse.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** The policies that the application goes by. */
public final class PolicyTopic {
  private final Topic<Policy> topic;
  private final List<Policy> policies = new ArrayList<>();
  private final Findings.Collector found = new Findings.Collector();

  private PolicyTopic(Topic<Policy> topic) {
    this.topic = topic;
  }

  /**
   * What was read.
   *
   * @param policies that hold, in the order of the topic
   * @param findings what was wrong with others
   */
  public record Content(List<Policy> policies, Findings findings) {}

  /**
   * Reads the topic of a ledger.
   *
   * @throws io.lapse.cli.failure.Failure if it cannot be read
   */
  public static Content read(ClusterOptions cluster) throws InterruptedException {
    PolicyTopic read = new PolicyTopic(cluster.topics().policies());
    try (CommittedRecords stored = CommittedRecords.of(cluster, read.topic.name())) {
      stored.each(read::take);
    }
    return new Content(read.policies, read.found.findings());
  }

  /** As in the application, the first of a version holds, and what contradicts it does not. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    String place = topic.name() + " " + record.partition() + ":" + record.offset() + ": ";
    if (record.value() == null) {
      found.refuse(place + "expected a policy: a policy is never taken back");
      return;
    }
    try {
      Policy policy = topic.valueSerde().deserializer().deserialize(topic.name(), record.value());
      if (policies.contains(policy)) {
        return;
      }
      List<String> conflicts = PolicyConflicts.of(policy, policies);
      if (conflicts.isEmpty()) {
        policies.add(policy);
      } else {
        found.refuse(place + String.join("; ", conflicts));
      }
    } catch (SerializationException e) {
      found.refuse(place + e.getMessage());
    }
  }
}
