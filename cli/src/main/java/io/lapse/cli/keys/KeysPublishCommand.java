package io.lapse.cli.keys;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.signing.KeyFile;
import io.lapse.producers.signing.KeyFileException;
import io.lapse.schemas.signature.HostKey;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse keys publish}: a public key becomes one of its host's. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Adds the public key in FILE to the keys of a host, and prints its id.",
      "FILE is PEM: what lapse keys create wrote, or the public key alone."
    })
final class KeysPublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "HOST", description = "As its events name it.")
  private String host;

  @Parameters(index = "1", paramLabel = "FILE", description = "Where the public key stands.")
  private Path file;

  @Option(
      names = "--valid-from",
      paramLabel = "INSTANT",
      description =
          "The first stamp that it may sign: RFC 3339, or tai:NANOS; tai:0 for recordings of any"
              + " age. Default: now")
  private @Nullable String validFrom;

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  KeysPublishCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    TaiInstant from = KeyMoments.orNow(spec, "--valid-from", validFrom);
    HostKey key = HostKey.of(publicKey(), from);
    new KeysTopic(cluster)
        .change(
            host,
            known -> {
              if (known.find(key.id()) != null) {
                throw new Failure(host + " has the key " + key.id() + " already");
              }
              return known.with(key);
            });
    spec.commandLine().getOut().println(key.id());
    return ExitCode.OK;
  }

  private PublicKey publicKey() {
    try {
      return KeyFile.readPublic(file);
    } catch (KeyFileException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }
}
