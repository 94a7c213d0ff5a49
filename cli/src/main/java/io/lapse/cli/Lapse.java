package io.lapse.cli;

import io.lapse.cli.clocksource.ClocksourceCommand;
import io.lapse.cli.demo.DemoCommand;
import io.lapse.cli.doctor.DoctorCommand;
import io.lapse.cli.emulate.EmulateCommand;
import io.lapse.cli.export.ExportCommand;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.fleet.FleetCommand;
import io.lapse.cli.fleetreport.FleetReportCommand;
import io.lapse.cli.guest.GuestCommand;
import io.lapse.cli.keys.KeysCommand;
import io.lapse.cli.priors.PriorsCommand;
import io.lapse.cli.produce.ProduceCommand;
import io.lapse.cli.publish.PublishCommand;
import io.lapse.cli.quarantine.QuarantineCommand;
import io.lapse.cli.replay.ReplayCommand;
import io.lapse.cli.streams.StreamsCommand;
import io.lapse.cli.topics.TopicsCommand;
import io.lapse.cli.verify.VerifyLedgerCommand;
import io.lapse.cli.vmclock.VmclockCommand;
import io.lapse.cli.whatif.WhatIfCommand;
import io.lapse.cli.why.WhyCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The {@code lapse} command. Data goes to standard output, messages to standard error. It exits
 * with 0 on success, 2 on wrong usage, 1 otherwise.
 */
@Command(
    name = "lapse",
    description = "An event-sourced ledger of the time that virtual machines lose.",
    mixinStandardHelpOptions = true,
    version = "lapse 0.1.0",
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      PublishCommand.class,
      ProduceCommand.class,
      PriorsCommand.class,
      WhyCommand.class,
      WhatIfCommand.class,
      VerifyLedgerCommand.class,
      FleetCommand.class,
      FleetReportCommand.class,
      ExportCommand.class,
      EmulateCommand.class,
      StreamsCommand.class,
      GuestCommand.class,
      TopicsCommand.class,
      QuarantineCommand.class,
      KeysCommand.class,
      DoctorCommand.class,
      ClocksourceCommand.class,
      VmclockCommand.class
    })
public final class Lapse implements Runnable {
  @Spec private CommandSpec spec;

  /** Picocli makes it, and sets its spec before it runs. */
  @SuppressWarnings("NullAway.Init")
  public Lapse() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exitCode = run(args, out, err);
    out.flush();
    System.exit(exitCode);
  }

  /** Runs one command and returns its exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    int exitCode =
        new CommandLine(new Lapse())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Lapse::explain)
            .execute(args);
    out.flush();
    err.flush();
    return exitCode;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  /** A user's mistake is one line; our own bug says that it is one. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof Failure) {
      command.getErr().println("lapse: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
    command.getErr().println("lapse: internal error: " + e);
    if (System.getenv("LAPSE_DEBUG") != null) {
      e.printStackTrace(command.getErr());
    }
    return ExitCode.SOFTWARE;
  }
}
