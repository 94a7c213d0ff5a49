package io.lapse.cli.replay;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * By what a replay is to judge, and whose reactions it is to book, as a command line states them.
 */
public final class ReplayRequest {
  private final List<Policy> policies;
  private final ReactionsMode reactions;

  private ReplayRequest(List<Policy> policies, ReactionsMode reactions) {
    this.policies = policies;
    this.reactions = reactions;
  }

  /**
   * Reads both; what is wrong with a file of reactions is told at once.
   *
   * @throws ParameterException if the policy is none
   */
  public static ReplayRequest parse(
      CommandLine command, @Nullable String policy, String reactions) {
    List<Policy> policies;
    try {
      policies = policy == null ? List.of() : PolicyOption.parse(policy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--policy: " + e.getMessage(), e);
    }
    ReactionsMode mode = ReactionsMode.parse(reactions);
    mode.problems().forEach(command.getErr()::println);
    return new ReplayRequest(policies, mode);
  }

  /** What was read, and the recorded reactions, in the order in which they are folded. */
  public List<LedgerInput> inputs(List<LedgerInput> read) {
    List<LedgerInput> all = new ArrayList<>(read);
    all.addAll(reactions.recorded());
    all.sort(InputOrder.PUBLISH);
    return all;
  }

  /** Folds them. */
  public ReplayResult run(List<LedgerInput> inputs) {
    return Replay.run(inputs, new Rules(policies, reactions.accepted()), reactions.emulated());
  }
}
