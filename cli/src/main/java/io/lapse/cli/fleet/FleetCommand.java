package io.lapse.cli.fleet;

import io.lapse.cli.failure.Failure;
import io.lapse.ledger.simulation.FleetPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse fleet}: a simulated fleet, and its truth. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what the hosts and guests of a simulated fleet say, and what was true of it:"
          + " manifest.json with its inputs, and truth.jsonl.",
      "The same options give the same bytes."
    })
public final class FleetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--guests",
      paramLabel = "N",
      defaultValue = "100",
      description = "Default: ${DEFAULT-VALUE}.")
  private int guests = 100;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "10",
      description = "Default: ${DEFAULT-VALUE}.")
  private int hosts = 10;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "7",
      description = "How long it is watched. Default: ${DEFAULT-VALUE}.")
  private int days = 7;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Everything follows from it. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--loss",
      paramLabel = "PER_MILLE",
      description =
          "Of how many episodes in a thousand one event is lost for good."
              + " Default: 20 by a network, 0 in a log.")
  private @Nullable Integer loss;

  @Mixin private HabitOptions habits;

  @Option(
      names = "--format",
      defaultValue = "jsonl",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private FleetFormat format = FleetFormat.JSONL;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
  private Path out;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public FleetCommand() {}

  @Override
  public Integer call() {
    FleetPlan plan = plan();
    PrintWriter err = spec.commandLine().getErr();
    FleetFolder.Written written;
    try {
      written = FleetFolder.write(out, plan, format, count -> progress(err, count));
    } catch (IOException e) {
      throw new Failure("cannot write to " + out + ": " + e, e);
    }
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.printf(
        "%s: %d host events, %d guest events; %d outages, %d of them not fully reported%n",
        out.resolve("manifest.json"),
        written.hostEvents(),
        written.guestEvents(),
        written.outages(),
        written.unreported());
    err.println("lapse: again with: " + command());
    return ExitCode.OK;
  }

  private FleetPlan plan() {
    try {
      return FleetPlan.of(seed, guests, hosts, days)
          .withLoss(loss())
          .with(habits.habits(format.logs()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ParameterException(spec.commandLine(), complaint(e), e);
    }
  }

  private int loss() {
    return loss == null ? format.lossPerMille() : loss;
  }

  /** The plan names its own fields; a user knows the options. */
  private @Nullable String complaint(RuntimeException e) {
    return e instanceof ArithmeticException
        ? "--days: the fleet would outlast time"
        : e.getMessage();
  }

  private String command() {
    return String.format(
        "lapse fleet --guests %d --hosts %d --days %d --seed %d --loss %d %s --format %s --out %s",
        guests, hosts, days, seed, loss(), habits, format.word(), out);
  }

  private static void progress(PrintWriter err, long events) {
    err.println(events + " events written");
  }
}
