package io.lapse.cli.quarantine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse quarantine list|show|requeue}. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Shows what the ledger could not take, and sends it back.",
    subcommands = {
      QuarantineListCommand.class,
      QuarantineShowCommand.class,
      QuarantineRequeueCommand.class
    })
public final class QuarantineCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Picocli makes it, and sets its spec before it runs. */
  @SuppressWarnings("NullAway.Init")
  public QuarantineCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected list, show or requeue");
  }
}
