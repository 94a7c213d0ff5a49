package io.lapse.ledger.account;

import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What the fold goes by besides its inputs.
 *
 * @param policies versioned; {@link Policy#DEFAULT} stands in where none holds
 * @param acceptedReactions whose reactions enter the books
 */
public record Rules(List<Policy> policies, Set<ReactionOrigin> acceptedReactions) {

  /** Reported reactions only, and the built-in policy. */
  public static final Rules DEFAULT = new Rules(List.of(), Set.of(ReactionOrigin.REPORTED));

  public Rules {
    policies = List.copyOf(policies);
    acceptedReactions = Set.copyOf(acceptedReactions);
  }

  /** The policy of a class at an event time: the latest that holds, else the default class's. */
  public Policy policyFor(String guestClass, TaiInstant at) {
    return policies.stream()
        .filter(policy -> policy.guestClass().equals(guestClass))
        .filter(policy -> !policy.effectiveFrom().isAfter(at))
        .max(Comparator.comparing(Policy::effectiveFrom).thenComparingInt(Policy::version))
        .orElseGet(() -> defaultFor(guestClass, at));
  }

  private Policy defaultFor(String guestClass, TaiInstant at) {
    String defaultClass = Policy.DEFAULT.guestClass();
    return guestClass.equals(defaultClass) ? Policy.DEFAULT : policyFor(defaultClass, at);
  }
}
