package io.lapse.cli.replay;

import io.lapse.cli.input.InputOptions;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.account.Outcome;
import io.lapse.producers.Recordings.Reading;
import io.lapse.producers.source.Problem;
import io.lapse.schemas.json.EntryJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse replay}: the pure fold over recorded inputs. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Folds recorded inputs into a ledger, without a broker.")
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputs = new InputOptions();

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description =
          "What to judge by, e.g. threshold_ns=100ms, which becomes default@1; or a JSON file of"
              + " policies.")
  private @Nullable String policy;

  @Option(
      names = "--reactions",
      paramLabel = "none|emulated|FILE",
      defaultValue = ReactionsMode.NONE,
      description = "Whose reactions to book. Default: ${DEFAULT-VALUE}.")
  private String reactions = ReactionsMode.NONE;

  @Option(
      names = "--priors",
      paramLabel = "FILE",
      description =
          "What guests of a class usually have armed, as lapse priors writes it: for guests without"
              + " an inventory.")
  private @Nullable Path priors;

  @Option(names = "--history", description = "With --out: writes history.jsonl too.")
  private boolean history;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes ledger.jsonl, alerts.jsonl, notices.jsonl and evidence.jsonl there.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Prints the ledger as JSON lines, not as a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public ReplayCommand() {}

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ReplayRequest request =
        ReplayRequest.parse(spec.commandLine(), policy, reactions)
            .withPriors(spec.commandLine(), priors);
    Reading reading = inputs.read();
    reading.problems().forEach(err::println);

    List<LedgerInput> all = request.inputs(reading.inputs());
    ReplayResult result = request.run(all);

    Findings.of(reading, result).forEach(err::println);
    print(result);
    if (out != null) {
      LedgerFiles.writeEvidence(out, all, result);
    }
    err.println(summary(all, result, reading));
    boolean nothing = result.count(Outcome.ACCEPTED) == 0;
    if (nothing) {
      err.println("lapse: nothing could be read; expected at least one event");
    }
    return nothing ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private void print(ReplayResult result) {
    PrintWriter stdout = spec.commandLine().getOut();
    if (out != null) {
      LedgerFiles.write(out, result, history);
    }
    if (json) {
      result.entries().forEach(entry -> stdout.println(EntryJson.write(entry)));
    } else if (out == null) {
      stdout.print(LedgerTable.render(result.entries()));
    }
  }

  private static String summary(List<LedgerInput> all, ReplayResult result, Reading reading) {
    long problems =
        reading.problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.REFUSED)
            .count();
    return String.format(
        "%d events: %d accepted, %d duplicates, %d quarantined, %d not counted;"
            + " %d lines or files refused; %d claims wait for their restart; %d outages",
        all.size(),
        result.count(Outcome.ACCEPTED),
        result.count(Outcome.DUPLICATE),
        result.refused().size(),
        result.count(Outcome.NOT_COUNTED),
        problems,
        Findings.waitingClaims(all, result),
        LedgerTable.outages(result.entries()));
  }
}
