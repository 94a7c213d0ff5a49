package io.lapse.ledger.account;

import io.lapse.ledger.guest.ReactionOrigin;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.ledger.timers.TimerPrior;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the fold goes by besides its inputs.
 *
 * @param policies versioned; {@link Policy#DEFAULT} stands in where none holds
 * @param acceptedReactions whose reactions enter the books
 * @param priors by class of guest: the timers of one whose own are not known
 */
public record Rules(
    List<Policy> policies, Set<ReactionOrigin> acceptedReactions, Map<String, TimerPrior> priors) {

  private static final Comparator<Policy> LATER =
      Comparator.comparing(Policy::effectiveFrom).thenComparingInt(Policy::version);

  /** Reported reactions only, and the built-in policy. */
  public static final Rules DEFAULT = new Rules(List.of(), Set.of(ReactionOrigin.REPORTED));

  public Rules {
    policies = List.copyOf(policies);
    acceptedReactions = Set.copyOf(acceptedReactions);
    priors = Map.copyOf(priors);
  }

  /** Rules without priors. */
  public Rules(List<Policy> policies, Set<ReactionOrigin> acceptedReactions) {
    this(policies, acceptedReactions, Map.of());
  }

  /** The same rules with these policies instead. */
  public Rules with(List<Policy> others) {
    return new Rules(others, acceptedReactions, priors);
  }

  /** The prior of a class; null if it has none. */
  @Nullable TimerPrior priorOf(String guestClass) {
    return priors.get(guestClass);
  }

  /** The policy of a class at an event time: the latest that holds, else the default class's. */
  public Policy policyFor(String guestClass, TaiInstant at) {
    Policy latest = null;
    for (Policy policy : policies) {
      boolean holds = policy.guestClass().equals(guestClass) && !policy.effectiveFrom().isAfter(at);
      if (holds && (latest == null || LATER.compare(policy, latest) > 0)) {
        latest = policy;
      }
    }
    return latest == null ? defaultFor(guestClass, at) : latest;
  }

  private Policy defaultFor(String guestClass, TaiInstant at) {
    String defaultClass = Policy.DEFAULT.guestClass();
    return guestClass.equals(defaultClass) ? Policy.DEFAULT : policyFor(defaultClass, at);
  }
}
