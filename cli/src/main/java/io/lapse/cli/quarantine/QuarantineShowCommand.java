package io.lapse.cli.quarantine;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.failure.Failure;
import io.lapse.schemas.topic.Topics;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse quarantine show}: one entry, whole. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Prints one entry: its headers, and what its value says, or its bytes where it says"
            + " nothing.")
final class QuarantineShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "PARTITION:OFFSET", description = "The entry, as list names it.")
  private String entry;

  @Option(names = "--json", description = "Prints one JSON object, with all bytes.")
  private boolean json;

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  QuarantineShowCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Place place = place();
    Topics topics = cluster.topics();
    String quarantine = topics.quarantine().name();
    try (Admin admin = cluster.admin();
        CommittedRecords records = CommittedRecords.of(cluster, quarantine)) {
      ConsumerRecord<byte[], byte[]> stored =
          records
              .at(place.partition(), place.offset())
              .orElseThrow(() -> new Failure("no entry at " + place + " of " + quarantine));
      String decoded =
          new SourceTopics(topics).decoded(QuarantineEntry.of(stored).topic(), stored.value());
      EntryText text = new EntryText(stored, RequeueMarks.read(admin, topics), decoded);
      spec.commandLine().getOut().print(json ? text.json() + "\n" : text.render());
      return ExitCode.OK;
    }
  }

  private Place place() {
    try {
      return Place.parse(entry);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
