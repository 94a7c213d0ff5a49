package io.lapse.ledger.policy;

import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a policy cannot hold: because it contradicts itself, or one of those that are there. A policy
 * that is merely odd, such as a threshold above the blackout limit, is none of its business.
 */
public final class PolicyConflicts {
  /** 2100-01-01T00:00:00 UTC by today's 37 s: the books take no event from then on. */
  private static final TaiInstant NEVER = new TaiInstant(4_102_444_837_000_000_000L);

  private PolicyConflicts() {}

  /** What contradicts the policy, in itself or among others, one sentence each. */
  public static List<String> of(Policy policy, List<Policy> others) {
    List<String> conflicts = new ArrayList<>(within(policy));
    conflicts.addAll(among(policy, others));
    return conflicts;
  }

  /** What in the policy contradicts what else in it, one sentence each. */
  public static List<String> within(Policy policy) {
    List<String> conflicts = new ArrayList<>();
    if (policy.cooperationDeadlineNanos() == 0) {
      if (policy.announcements() == Announcements.REQUIRED) {
        conflicts.add(
            "announcements=required contradicts cooperation_deadline_ns=0: a guest that must be"
                + " warned would have no time to quiesce");
      }
      if (policy.afterDeadline() == AfterDeadline.DIE) {
        conflicts.add(
            "after_deadline=die contradicts cooperation_deadline_ns=0: every guest that is warned"
                + " would die, whatever it does");
      }
    }
    if (policy.openOutageLimitNanos() < policy.blackoutLimitNanos()) {
      conflicts.add(
          "open_outage_limit_ns="
              + policy.openOutageLimitNanos()
              + " contradicts blackout_limit_ns="
              + policy.blackoutLimitNanos()
              + ": an open outage would raise an alarm while it may still last");
    }
    if (!policy.effectiveFrom().isBefore(NEVER)) {
      conflicts.add(
          "effective_from_tai_ns="
              + policy.effectiveFrom().nanos()
              + " means never: expected a time before 2100, from which on no event is taken");
    }
    return conflicts;
  }

  /** What in {@code added} contradicts {@code others}, one sentence each. */
  public static List<String> among(Policy added, List<Policy> others) {
    List<String> conflicts = new ArrayList<>();
    if (added.name().equals(Policy.DEFAULT.name())) {
      conflicts.add(added.name() + " is built in: expected version 1 or higher");
    }
    for (Policy other : others) {
      String conflict =
          added.guestClass().equals(other.guestClass()) ? between(added, other) : null;
      if (conflict != null) {
        conflicts.add(conflict);
      }
    }
    return conflicts;
  }

  private static @Nullable String between(Policy added, Policy other) {
    if (added.version() == other.version()) {
      return added.equals(other)
          ? null
          : added.name()
              + " is there already, and says something else: a version never changes, expected"
              + " another";
    }
    Policy lower = added.version() < other.version() ? added : other;
    Policy higher = lower.equals(added) ? other : added;
    if (!higher.effectiveFrom().isBefore(lower.effectiveFrom())) {
      return null;
    }
    return higher.name()
        + " holds from "
        + higher.effectiveFrom().nanos()
        + ", before "
        + lower.name()
        + " from "
        + lower.effectiveFrom().nanos()
        + ": expected a later version to hold from then on, or later";
  }
}
