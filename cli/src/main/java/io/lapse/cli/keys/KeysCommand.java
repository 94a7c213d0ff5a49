package io.lapse.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse keys create|publish|roll|revoke|list}. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes, publishes, rolls and revokes the keys with which hosts sign.",
    subcommands = {
      KeysCreateCommand.class,
      KeysPublishCommand.class,
      KeysRollCommand.class,
      KeysRevokeCommand.class,
      KeysListCommand.class
    })
public final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Picocli makes it, and sets its spec before it runs. */
  @SuppressWarnings("NullAway.Init")
  public KeysCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected create, publish, roll, revoke or list");
  }
}
