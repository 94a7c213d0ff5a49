package io.lapse.cli.verify;

import io.lapse.cli.replay.Recomputed;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse verify-ledger}: proves a ledger file. */
@Command(
    name = "verify-ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Proves a ledger.jsonl: Tout is restart less stop, every entry balances, the postings of an"
          + " outage add up to its columns, numbers and order are right.",
      "With --inputs it is also made again from its inputs, verdicts and errors included."
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
      description = "With --inputs: the policy that the ledger was made with.")
  private @Nullable String policy;

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
    complaints.forEach(err::println);
    if (!complaints.isEmpty()) {
      err.println("ledger does not hold: " + complaints.size() + " findings");
      return ExitCode.SOFTWARE;
    }
    spec.commandLine().getOut().println(ledger.summary());
    return ExitCode.OK;
  }
}
