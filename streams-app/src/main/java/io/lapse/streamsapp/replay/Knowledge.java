package io.lapse.streamsapp.replay;

import io.lapse.ledger.policy.Policy;
import io.lapse.schemas.topic.Topics;
import io.lapse.streamsapp.policy.KnownPolicies;
import io.lapse.streamsapp.policy.PolicyView;
import io.lapse.streamsapp.signature.KnownHostKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * By what a replay judges, as it was when it began: it does not follow what comes later.
 *
 * @param holes what was gone of the topics that say so
 */
public record Knowledge(PolicyView policies, KnownHostKeys keys, List<Hole> holes) {
  public Knowledge {
    holes = List.copyOf(holes);
  }

  /** Reads it. */
  public static Knowledge read(
      Admin admin,
      Map<String, Object> client,
      Topics inputs,
      @Nullable List<Policy> policies,
      boolean signed)
      throws InterruptedException {
    List<Hole> holes = new ArrayList<>();
    KnownHostKeys keys = new KnownHostKeys(inputs.hostKeys());
    if (signed) {
      CommittedTopic.read(
          admin, client, inputs.hostKeys().name(), read -> keys.take(read.key(), read.value()));
    }
    if (policies != null) {
      return new Knowledge(given(policies), keys, holes);
    }
    KnownPolicies known = new KnownPolicies(inputs.policies());
    Map<TopicPartition, InputRange> ranges =
        CommittedTopic.read(
            admin,
            client,
            inputs.policies().name(),
            read -> {
              byte[] key = read.key() == null ? new byte[0] : read.key();
              known.take(read.offset(), key, read.value(), read.headers());
            });
    ranges.forEach(
        (partition, range) -> {
          if (range.begin() > 0) {
            holes.add(new Hole(partition, 0, range.begin()));
          }
        });
    return new Knowledge(known.current(), keys, holes);
  }

  private static PolicyView given(List<Policy> policies) {
    List<PolicyView.Accepted> accepted = new ArrayList<>();
    for (Policy policy : policies) {
      accepted.add(new PolicyView.Accepted(accepted.size(), policy));
    }
    return new PolicyView(accepted, List.of());
  }

  /** What the topology needs to know. Policies that were refused are told, not set aside. */
  public Purpose.Replay purpose(Topics inputs) {
    return new Purpose.Replay(inputs, new PolicyView(policies.accepted(), List.of()), keys);
  }
}
