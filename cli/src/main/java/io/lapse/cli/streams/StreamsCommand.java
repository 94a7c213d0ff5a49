package io.lapse.cli.streams;

import io.lapse.cli.failure.Failure;
import io.lapse.streamsapp.AppConfig;
import io.lapse.streamsapp.LedgerService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse streams}: keeps the ledger. */
@Command(
    name = "streams",
    mixinStandardHelpOptions = true,
    description =
        "Keeps the ledger: reads what hosts and guests say, and writes each guest's history,"
            + " notices and alerts. Runs until it is stopped. With --replay: folds the history once"
            + " more, under names of its own, and ends.")
public final class StreamsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--properties",
      required = true,
      paramLabel = "FILE",
      description = "Kafka-style properties: bootstrap.servers, state.dir, http.port, ...")
  private Path properties;

  @Mixin private ReplayOptions replay = new ReplayOptions();

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public StreamsCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    replay.check();
    try {
      AppConfig config = AppConfig.read(properties);
      if (replay.isReplay()) {
        return new StreamsReplay(spec.commandLine(), replay).run(config);
      }
      spec.commandLine().getErr().println("streams: keeping the ledger; stop it with Ctrl-C");
      return LedgerService.run(config);
    } catch (ConfigException e) {
      throw new ParameterException(
          spec.commandLine(), "--properties: " + properties + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Failure(properties + ": http.host, http.port: " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw new Failure(properties + ": " + e.getMessage(), e);
    }
  }
}
