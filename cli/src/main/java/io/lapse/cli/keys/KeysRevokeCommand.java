package io.lapse.cli.keys;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.signature.HostKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse keys revoke}: a key that somebody else may have is trusted no longer. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a key refused: all that it signs with stamps from --from on.",
      "Whoever has the key can write any stamp: give --from only where something else vouches for"
          + " the older events. What was taken before stays in the books."
    })
final class KeysRevokeCommand implements Callable<Integer> {
  /** Before any stamp that the ledger takes. */
  private static final TaiInstant ALWAYS = new TaiInstant(0);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(index = "0", paramLabel = "HOST", description = "Whose key it is.")
  private String host;

  @Parameters(index = "1", paramLabel = "KEY_ID", description = "As lapse keys list shows it.")
  private String keyId;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description = "The first stamp that is refused: RFC 3339, or tai:NANOS. Default: every stamp")
  private @Nullable String from;

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  KeysRevokeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    TaiInstant refused = from == null ? ALWAYS : KeyMoments.parse(spec, "--from", from);
    new KeysTopic(cluster)
        .change(
            host,
            known -> {
              HostKey key = known.find(keyId);
              if (key == null) {
                throw new Failure(host + " has no key " + keyId + "; lapse keys list shows all");
              }
              return known.with(key.revoked(refused));
            });
    spec.commandLine().getErr().println("keys: " + keyId + " of " + host + " is revoked");
    return ExitCode.OK;
  }
}
