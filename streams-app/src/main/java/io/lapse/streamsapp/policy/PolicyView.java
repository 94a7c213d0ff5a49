package io.lapse.streamsapp.policy;

import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The policies at a moment. Immutable; another object as soon as one is added or refused.
 *
 * @param accepted in the order of their topic
 * @param refused the latest that were refused, in that order
 */
public record PolicyView(List<Accepted> accepted, List<RefusedPolicy> refused) {
  public static final PolicyView NONE = new PolicyView(List.of(), List.of());

  /** Stands for the offset of a policy where there is none. */
  public static final long NO_OFFSET = -1;

  /** A policy, and where it stands in its topic. */
  public record Accepted(long offset, Policy policy) {}

  public PolicyView {
    accepted = List.copyOf(accepted);
    refused = List.copyOf(refused);
  }

  public List<Policy> policies() {
    return accepted.stream().map(Accepted::policy).toList();
  }

  /** The offset of the last policy that was accepted; {@link #NO_OFFSET} if none was. */
  public long lastOffset() {
    return accepted.isEmpty() ? NO_OFFSET : accepted.get(accepted.size() - 1).offset();
  }

  /** From when on the policies after an offset hold, at the earliest; empty if there are none. */
  public Optional<TaiInstant> effectiveFromOfThoseAfter(long offset) {
    return accepted.stream()
        .filter(known -> known.offset() > offset)
        .map(known -> known.policy().effectiveFrom())
        .min(Comparator.naturalOrder());
  }
}
