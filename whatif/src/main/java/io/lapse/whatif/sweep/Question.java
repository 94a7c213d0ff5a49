package io.lapse.whatif.sweep;

import io.lapse.ledger.time.TaiInstant;
import io.lapse.whatif.harm.Models;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found out about a history.
 *
 * @param policies at least one set; the first is what the others are compared with
 * @param thresholdsNanos in ascending order, each once; may be empty
 * @param models of what no inventory tells
 * @param from outages that stopped before are left out; null: none
 * @param to outages that stopped then or later are left out; null: none
 */
public record Question(
    List<PolicySet> policies,
    List<Long> thresholdsNanos,
    Models models,
    @Nullable TaiInstant from,
    @Nullable TaiInstant to) {
  public Question {
    policies = List.copyOf(policies);
    thresholdsNanos = thresholdsNanos.stream().sorted().distinct().toList();
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("policies must hold at least one set");
    }
    if (new HashSet<>(policies.stream().map(PolicySet::name).toList()).size() < policies.size()) {
      throw new IllegalArgumentException("policies must have names that differ");
    }
    for (long threshold : thresholdsNanos) {
      if (threshold < 0) {
        throw new IllegalArgumentException("thresholdsNanos must not be negative: " + threshold);
      }
    }
  }

  /** The scenarios of a set of policies, in the order of a report. */
  List<Scenario> scenarios(PolicySet set) {
    List<Scenario> scenarios = new ArrayList<>();
    scenarios.add(new Scenario(set.name(), Scenario.Kind.RECORDED, null));
    scenarios.add(new Scenario(set.name(), Scenario.Kind.AS_WRITTEN, null));
    thresholdsNanos.forEach(
        nanos -> scenarios.add(new Scenario(set.name(), Scenario.Kind.THRESHOLD, nanos)));
    return scenarios;
  }

  /**
   * Whether an outage is in question.
   *
   * @param at its stop, or its restart where the stop is missing
   */
  boolean covers(TaiInstant at) {
    return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
  }
}
