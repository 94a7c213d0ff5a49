package io.lapse.cli.replay;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.InputOrder;
import io.lapse.ledger.account.Rules;
import io.lapse.ledger.account.Step;
import io.lapse.ledger.policy.Policy;
import io.lapse.ledger.timers.TimerPrior;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * By what a replay is to judge, and whose reactions it is to book, as a command line states them.
 */
public final class ReplayRequest {
  private final List<Policy> policies;
  private final ReactionsMode reactions;
  private final Map<String, TimerPrior> priors;

  private ReplayRequest(
      List<Policy> policies, ReactionsMode reactions, Map<String, TimerPrior> priors) {
    this.policies = policies;
    this.reactions = reactions;
    this.priors = priors;
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
    return new ReplayRequest(policies, mode, Map.of());
  }

  /**
   * The same, with priors of timers for guests without an inventory.
   *
   * @param file as {@code lapse priors} writes it; null for none
   * @throws ParameterException if it is none
   */
  ReplayRequest withPriors(CommandLine command, @Nullable Path file) {
    return new ReplayRequest(policies, reactions, PriorsOption.read(command, file));
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
    return run(inputs, (guest, step) -> {});
  }

  /** Folds them; {@code listener} hears of each step of each guest. */
  public ReplayResult run(List<LedgerInput> inputs, BiConsumer<String, Step> listener) {
    Rules rules = new Rules(policies, reactions.accepted(), priors);
    return Replay.run(inputs, rules, reactions.emulated(), listener);
  }
}
