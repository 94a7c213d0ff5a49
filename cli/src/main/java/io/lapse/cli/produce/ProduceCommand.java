package io.lapse.cli.produce;

import io.lapse.cli.failure.Failure;
import io.lapse.producers.produce.run.Followed;
import io.lapse.producers.produce.run.ProduceConfig;
import io.lapse.producers.produce.run.ProduceService;
import io.lapse.producers.signing.KeyFileException;
import io.lapse.producers.source.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse produce}: what a host emits, into Kafka, as it happens. */
@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    description =
        "Follows what a host's hypervisors write, and sends it to the topics: across rotation,"
            + " crashes, and times without Kafka. Runs until it is stopped.")
public final class ProduceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SOURCE", description = "The format of the inputs: qmp, jsonl, ...")
  private String source;

  @Option(
      names = "--properties",
      required = true,
      paramLabel = "FILE",
      description = "Kafka-style properties: bootstrap.servers, inputs, host, journal.dir, ...")
  private Path properties;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public ProduceCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Format format =
        Followed.of(source)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "SOURCE: expected one of "
                            + Followed.words()
                            + ": "
                            + source
                            + "; lapse publish sends files of the other formats"));
    try {
      ProduceConfig config = ProduceConfig.read(format, properties);
      spec.commandLine().getErr().println("produce: following inputs; stop it with Ctrl-C");
      return ProduceService.run(config);
    } catch (ConfigException e) {
      throw new ParameterException(
          spec.commandLine(), "--properties: " + properties + ": " + e.getMessage(), e);
    } catch (KeyFileException e) {
      throw new Failure(properties + ": sign.keys.dir: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Failure(properties + ": " + e.getMessage(), e);
    } catch (KafkaException e) {
      throw new Failure(properties + ": " + e.getMessage(), e);
    }
  }
}
