package io.lapse.cli.keys;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.text.Durations;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.producers.signing.KeyFile;
import io.lapse.producers.signing.KeyFileException;
import io.lapse.producers.tai.SystemTaiClock;
import io.lapse.schemas.signature.HostKey;
import io.lapse.schemas.signature.HostKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lapse keys roll}: a new key for a host, and an end for those that it has.
 *
 * <pre>
 *   HOST.pem.new written -> both keys published -> HOST.pem.new becomes HOST.pem
 * </pre>
 */
@Command(
    name = "roll",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a new key for a host, publishes it, and puts it in the place of DIR/HOST.pem.",
      "The new key may sign from --overlap ago on, the older ones until --overlap from now. Prints"
          + " the id of the new key. Restart what signs for the host within that time."
    })
final class KeysRollCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "HOST", description = "As its events name it.")
  private String host;

  @Option(
      names = "--keys",
      required = true,
      paramLabel = "DIR",
      description = "Where the host's file is.")
  private Path folder;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      defaultValue = "1h",
      description = "How long both may sign, in each direction. Default: ${DEFAULT-VALUE}")
  private String overlap = "1h";

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  KeysRollCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    long overlapNanos = overlapNanos();
    KeyPair pair = KeyFile.generate();
    Path file = KeyFile.of(folder, host);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    write(fresh, pair);
    TaiInstant now = new SystemTaiClock().now();
    HostKey key = HostKey.of(pair.getPublic(), now.plus(-overlapNanos));
    boolean published = false;
    try {
      new KeysTopic(cluster).change(host, known -> rolled(known, key, now.plus(overlapNanos)));
      published = true;
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Failure(
          "the new key is published, but stays in " + fresh + ": put it in the place of " + file,
          e);
    } finally {
      if (!published) {
        discard(fresh);
      }
    }
    spec.commandLine().getOut().println(key.id());
    return ExitCode.OK;
  }

  private long overlapNanos() {
    try {
      long nanos = Durations.nanos(overlap);
      if (nanos >= 0) {
        return nanos;
      }
      throw new IllegalArgumentException("expected a duration that is not negative: " + overlap);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--overlap: " + e.getMessage(), e);
    }
  }

  private static void write(Path fresh, KeyPair pair) {
    try {
      KeyFile.write(fresh, pair);
    } catch (KeyFileException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  private void discard(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      spec.commandLine().getErr().println("keys: " + fresh + " was not published: delete it");
    }
  }

  private HostKeys rolled(HostKeys known, HostKey next, TaiInstant end) {
    if (known.keys().isEmpty()) {
      throw new Failure(host + " has no key to roll; lapse keys create and publish make the first");
    }
    HostKeys rolled = known;
    for (HostKey key : known.keys()) {
      if (key.validUntil() == null || key.validUntil().isAfter(end)) {
        rolled = rolled.with(key.until(end));
      }
    }
    return rolled.with(next);
  }
}
