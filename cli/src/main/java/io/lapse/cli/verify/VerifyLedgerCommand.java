package io.lapse.cli.verify;

import io.lapse.cli.replay.PolicyOption;
import io.lapse.cli.replay.Recomputed;
import io.lapse.ledger.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse verify-ledger}: proves a ledger file. */
@Command(
    name = "verify-ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Proves a ledger.jsonl: Tout is restart less stop, every entry balances, the postings of an"
          + " outage add up to its columns, numbers and order are right.",
      "With --inputs it is also made again from its inputs, verdicts and errors included; with"
          + " --truth it is held against what a simulated fleet really did."
    })
public final class VerifyLedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A ledger.jsonl.")
  private Path file;

  @Option(
      names = "--inputs",
      paramLabel = "MANIFEST",
      description = "Also makes the ledger again from these inputs, and compares.")
  private @Nullable Path inputs;

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description = "With --inputs or --truth: the policy that the ledger was made with.")
  private @Nullable String policy;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Also holds the ledger against the truth.jsonl of a simulated fleet.")
  private @Nullable Path truth;

  @Option(
      names = "--reactions",
      paramLabel = "none|emulated|FILE",
      defaultValue = "none",
      description =
          "With --inputs: the reactions that it was made with. Default: ${DEFAULT-VALUE}.")
  private String reactions = "none";

  /** Picocli makes it, and sets its spec and file before it is called. */
  @SuppressWarnings("NullAway.Init")
  public VerifyLedgerCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    LedgerFile ledger = LedgerFile.prove(file);
    List<String> complaints = new ArrayList<>(ledger.complaints());
    if (inputs != null && complaints.isEmpty()) {
      complaints.addAll(
          Recomputed.from(spec.commandLine(), inputs, policy, reactions)
              .differencesFrom(file, ledger.entries()));
    }
    List<String> summaries = new ArrayList<>(List.of(ledger.summary()));
    if (truth != null && complaints.isEmpty()) {
      TruthComparison comparison = TruthComparison.of(truth, ledger.entries(), policy());
      complaints.addAll(comparison.complaints());
      summaries.add(comparison.summary());
    }
    complaints.forEach(err::println);
    if (!complaints.isEmpty()) {
      err.println("ledger does not hold: " + complaints.size() + " findings");
      return ExitCode.SOFTWARE;
    }
    summaries.forEach(spec.commandLine().getOut()::println);
    return ExitCode.OK;
  }

  private Policy policy() {
    try {
      return policy == null ? Policy.DEFAULT : PolicyOption.parse(policy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
    }
  }
}
