package io.lapse.cli.topics;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.failure.Failure;
import io.lapse.streamsapp.topics.Finding;
import io.lapse.streamsapp.topics.Judgement;
import io.lapse.streamsapp.topics.TopicCheck;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse topics check}: the topics beside what the ledger needs. It changes nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the topics with what the ledger needs, and prints what differs.",
      "Exits with 1 if something differs that the books rest on. The application does not start"
          + " over such topics."
    })
public final class TopicsCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--all", description = "Prints what is as it should be, too.")
  private boolean all;

  @Option(names = "--json", description = "Prints JSON lines, one a setting, not a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public TopicsCheckCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    List<Finding> findings;
    try (Admin admin = cluster.admin()) {
      findings = TopicCheck.findings(admin, cluster.topics());
    } catch (KafkaException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      findings.forEach(finding -> out.println(FindingsTable.json(finding)));
    } else {
      out.print(FindingsTable.render(findings, all));
    }
    boolean fails = findings.stream().anyMatch(found -> found.judgement() == Judgement.FAIL);
    return fails ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
