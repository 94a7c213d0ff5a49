package io.lapse.cli.topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse topics create|check}. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "Makes the topics of a ledger as it needs them, or checks them.",
    subcommands = {TopicsCreateCommand.class, TopicsCheckCommand.class})
public final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Picocli makes it, and sets its spec before it runs. */
  @SuppressWarnings("NullAway.Init")
  public TopicsCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected create or check");
  }
}
