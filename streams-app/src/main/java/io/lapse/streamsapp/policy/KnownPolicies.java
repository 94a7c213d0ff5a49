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

  /** A record as it was read. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on, never compared.
  private record Read(long offset, byte[] key, byte @Nullable [] bytes, Headers headers) {}

  /**
   * Takes the next record of the topic, once: it is read again where a start overlaps.
   *
   * @return the policy, if it is a new one
   */
  public Optional<Policy> take(long offset, byte[] key, byte @Nullable [] bytes, Headers headers) {
    if (offset <= readUpTo) {
      return Optional.empty();
    }
    readUpTo = offset;
    return take(new Read(offset, key, bytes, headers));
  }

  private Optional<Policy> take(Read read) {
    if (read.bytes() == null) {
      return refuse(read, "POLICY_CONFLICT", "expected a policy: a policy is never taken back");
    }
    Policy policy;
    try {
      policy = topic.valueSerde().deserializer().deserialize(topic.name(), read.bytes());
    } catch (SerializationException e) {
      return refuse(read, "UNDECODABLE", String.valueOf(e.getMessage()));
    }
    if (!policy.name().equals(new String(read.key(), StandardCharsets.UTF_8))) {
      return refuse(read, "WRONG_KEY", "expected the key " + policy.name());
    }
    List<Policy> known = view.policies();
    if (known.contains(policy)) {
      return Optional.empty();
    }
    List<String> conflicts = PolicyConflicts.of(policy, known);
    return conflicts.isEmpty()
        ? accept(read.offset(), policy)
        : refuse(read, "POLICY_CONFLICT", String.join("; ", conflicts));
  }

  private Optional<Policy> accept(long offset, Policy policy) {
    List<PolicyView.Accepted> accepted = new ArrayList<>(view.accepted());
    accepted.add(new PolicyView.Accepted(offset, policy));
    view = new PolicyView(accepted, view.refused());
    LOG.atInfo()
        .addKeyValue("policy", policy.name())
        .addKeyValue("effectiveFromTaiNanos", policy.effectiveFrom().nanos())
        .addKeyValue("offset", offset)
        .log("policy accepted");
    return Optional.of(policy);
  }

  private Optional<Policy> refuse(Read read, String reason, String explanation) {
    RefusedPolicy refused =
        new RefusedPolicy(
            read.offset(), read.key(), read.bytes(), read.headers(), reason, explanation);
    List<RefusedPolicy> all = new ArrayList<>(view.refused());
    all.add(refused);
    if (all.size() > REFUSED_MAX) {
      all.remove(0);
    }
    view = new PolicyView(view.accepted(), all);
    LOG.atWarn()
        .addKeyValue("key", refused.keyText())
        .addKeyValue("offset", read.offset())
        .addKeyValue("reason", explanation)
        .log("policy refused");
    return Optional.empty();
  }
}
