package io.lapse.cli.verify;

import io.lapse.cli.replay.PolicyOption;
import io.lapse.cli.replay.Recomputed;
import io.lapse.ledger.account.Entry;
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

/** {@code lapse verify-ledger}: proves a ledger file, or a history. */
@Command(
    name = "verify-ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Proves a ledger.jsonl: Tout is restart less stop, every entry balances, the postings of an"
          + " outage add up to its columns, numbers and order are right.",
      "Of a history.jsonl: its records count without gaps, every reversal takes back one earlier"
          + " entry that stands, everything balances, and what stands in the end is such a ledger.",
      "With --history the ledger must be what its history leaves; with --inputs it is made again"
          + " from its inputs, verdicts and errors included; with"
          + " --truth it is held against what a simulated fleet really did."
    })
public final class VerifyLedgerCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A ledger.jsonl, or a history.jsonl.")
  private Path file;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "Also proves this history.jsonl, and that it leaves the ledger.")
  private @Nullable Path history;

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

  @Option(
      names = "--priors",
      paramLabel = "FILE",
      description = "With --inputs: the priors that it was made with.")
  private @Nullable Path priors;

  /** Picocli makes it, and sets its spec and file before it is called. */
  @SuppressWarnings("NullAway.Init")
  public VerifyLedgerCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    List<Proven> proven = proven();
    List<String> complaints = new ArrayList<>();
    proven.forEach(one -> complaints.addAll(one.complaints()));
    if (complaints.isEmpty()) {
      complaints.addAll(differences(proven));
    }
    List<String> summaries = new ArrayList<>();
    proven.forEach(one -> summaries.add(one.summary()));
    if (truth != null && complaints.isEmpty()) {
      List<Entry> standing =
          proven.get(0).standing().stream().map(Proven.StandingLine::entry).toList();
      TruthComparison comparison = TruthComparison.of(truth, standing, policies());
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

  /** The file, then the history where one is named beside it. */
  private List<Proven> proven() {
    boolean alone = HistoryFile.isOne(file);
    if (alone && history != null) {
      throw new ParameterException(
          spec.commandLine(), "--history: expected a ledger.jsonl as FILE; it is a history itself");
    }
    if (alone) {
      return List.of(HistoryFile.prove(file));
    }
    LedgerFile ledger = LedgerFile.prove(file);
    return history == null ? List.of(ledger) : List.of(ledger, HistoryFile.prove(history));
  }

  private List<String> differences(List<Proven> proven) {
    List<Proven.StandingLine> claimed = proven.get(0).standing();
    List<String> differences = new ArrayList<>();
    for (Proven beside : proven.subList(1, proven.size())) {
      List<Entry> left = beside.standing().stream().map(Proven.StandingLine::entry).toList();
      differences.addAll(Differences.between(file, claimed, left, "the history leaves"));
    }
    if (inputs != null && differences.isEmpty()) {
      List<Entry> made =
          Recomputed.from(spec.commandLine(), inputs, policy, reactions, priors).entries();
      differences.addAll(Differences.between(file, claimed, made, "the inputs give"));
    }
    return differences;
  }

  private List<Policy> policies() {
    try {
      return policy == null ? List.of() : PolicyOption.parse(policy);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--policy: " + e.getMessage(), e);
    }
  }
}
