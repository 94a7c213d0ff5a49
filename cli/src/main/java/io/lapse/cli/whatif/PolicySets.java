package io.lapse.cli.whatif;

import io.lapse.cli.replay.PolicyOption;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.whatif.sweep.PolicySet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets of policies as a user states them, each a set of its own. */
final class PolicySets {
  /** The name of the policy that is built in. */
  static final String BUILT_IN = "built-in";

  private PolicySets() {}

  /**
   * Reads them.
   *
   * @param texts as {@link PolicyOption} takes them
   * @param usual what holds if none is stated
   * @throws IllegalArgumentException if one is none, or is stated twice
   */
  static List<PolicySet> of(List<String> texts, PolicySet usual, Map<String, TimerPrior> priors) {
    if (texts.isEmpty()) {
      return List.of(new PolicySet(usual.name(), rules(usual.rules().policies(), priors)));
    }
    List<PolicySet> sets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (String text : texts) {
      List<Policy> policies = PolicyOption.parse(text);
      String name = name(text, names);
      if (!names.add(name)) {
        throw new IllegalArgumentException(text + " is stated twice; expected each policy once");
      }
      sets.add(new PolicySet(name, rules(policies, priors)));
    }
    return sets;
  }

  /** The one that is built in. */
  static PolicySet builtIn() {
    return new PolicySet(BUILT_IN, Rules.DEFAULT);
  }

  private static Rules rules(List<Policy> policies, Map<String, TimerPrior> priors) {
    return new Rules(policies, Rules.DEFAULT.acceptedReactions(), priors);
  }

  /** Of a file its name, or its path where that is taken. */
  private static String name(String text, Set<String> taken) {
    Path file = text.contains("=") ? null : Path.of(text).getFileName();
    return file == null || taken.contains(file.toString()) ? text : file.toString();
  }
}
