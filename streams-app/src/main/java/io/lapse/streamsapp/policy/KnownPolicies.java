package io.lapse.streamsapp.policy;

import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.policy.PolicyConflicts;
import io.lapse.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies of one application, in the order of their topic. A policy never changes: the first
 * of a {@code class@version} holds, and what contradicts those before it is refused. The topic has
 * one partition and loses nothing, so every instance, whenever it starts, decides alike.
 *
 * <p>One thread adds; any thread may look.
 */
public final class KnownPolicies {
  /** So many that were refused are kept until they are in quarantine; policies are few. */
  static final int REFUSED_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(KnownPolicies.class);

  private final Topic<Policy> topic;
  private volatile PolicyView view = PolicyView.NONE;
  private long readUpTo = PolicyView.NO_OFFSET;

  public KnownPolicies(Topic<Policy> topic) {
    this.topic = topic;
  }

  public PolicyView current() {
    return view;
  }

  /** Why a record was refused. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Refusal(String reason, String explanation) {
      super(explanation);
      this.reason = reason;
    }
  }

  /**
   * Takes the next record of the topic, once: it is read again where a start overlaps.
   *
   * @return the policy, if it is a new one
   */
  Optional<Policy> take(long offset, byte[] key, byte @Nullable [] bytes, Headers headers) {
    if (offset <= readUpTo) {
      return Optional.empty();
    }
    readUpTo = offset;
    PolicyView before = current();
    try {
      Policy policy = policy(key, bytes, before.policies());
      if (before.policies().contains(policy)) {
        return Optional.empty();
      }
      List<PolicyView.Accepted> accepted = new ArrayList<>(before.accepted());
      accepted.add(new PolicyView.Accepted(offset, policy));
      view = new PolicyView(accepted, before.refused());
      LOG.atInfo()
          .addKeyValue("policy", policy.name())
          .addKeyValue("effectiveFromTaiNanos", policy.effectiveFrom().nanos())
          .addKeyValue("offset", offset)
          .log("policy accepted");
      return Optional.of(policy);
    } catch (Refusal e) {
      String explanation = String.valueOf(e.getMessage());
      refuse(new RefusedPolicy(offset, key, bytes, headers, e.reason, explanation));
      return Optional.empty();
    }
  }

  private Policy policy(byte[] key, byte @Nullable [] bytes, List<Policy> known) throws Refusal {
    if (bytes == null) {
      throw new Refusal("POLICY_CONFLICT", "expected a policy: a policy is never taken back");
    }
    Policy policy;
    try {
      policy = topic.valueSerde().deserializer().deserialize(topic.name(), bytes);
    } catch (SerializationException e) {
      throw new Refusal("UNDECODABLE", String.valueOf(e.getMessage()));
    }
    if (!policy.name().equals(new String(key, StandardCharsets.UTF_8))) {
      throw new Refusal("WRONG_KEY", "expected the key " + policy.name());
    }
    List<String> conflicts = PolicyConflicts.of(policy, known);
    if (!conflicts.isEmpty()) {
      throw new Refusal("POLICY_CONFLICT", String.join("; ", conflicts));
    }
    return policy;
  }

  private void refuse(RefusedPolicy refused) {
    LOG.atWarn()
        .addKeyValue("key", refused.keyText())
        .addKeyValue("offset", refused.offset())
        .addKeyValue("reason", refused.explanation())
        .log("policy refused");
    PolicyView before = current();
    List<RefusedPolicy> all = new ArrayList<>(before.refused());
    all.add(refused);
    if (all.size() > REFUSED_MAX) {
      all.remove(0);
    }
    view = new PolicyView(before.accepted(), all);
  }
}
