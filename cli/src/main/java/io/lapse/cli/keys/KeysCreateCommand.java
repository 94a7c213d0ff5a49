package io.lapse.cli.keys;

import io.lapse.cli.failure.Failure;
import io.lapse.producers.signing.KeyFile;
import io.lapse.producers.signing.KeyFileException;
import io.lapse.schemas.signature.HostKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse keys create}: the first key of a host, in a file. It asks no cluster. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a pair of keys for a host, and writes it to DIR/HOST.pem, which only its owner may read.",
      "Prints the id of the key. Nobody takes its signatures before lapse keys publish."
    })
final class KeysCreateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "HOST", description = "As its events name it.")
  private String host;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the file is written.")
  private Path out;

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  KeysCreateCommand() {}

  @Override
  public Integer call() {
    KeyPair pair = KeyFile.generate();
    Path file = KeyFile.of(out, host);
    try {
      Files.createDirectories(out);
      KeyFile.write(file, pair);
    } catch (IOException | KeyFileException e) {
      throw new Failure(
          e instanceof KeyFileException ? String.valueOf(e.getMessage()) : "--out: " + e, e);
    }
    spec.commandLine().getOut().println(HostKey.id(pair.getPublic()));
    spec.commandLine().getErr().println("keys: " + file + "; lapse keys publish makes it known");
    return ExitCode.OK;
  }
}
