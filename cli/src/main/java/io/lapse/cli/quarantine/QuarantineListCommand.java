package io.lapse.cli.quarantine;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.schemas.topic.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse quarantine list}: what was set aside, the newest last. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Prints what is in quarantine, the newest last, and what was sent back of it.")
final class QuarantineListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private EntryFilter filter = new EntryFilter();

  @Option(names = "--open", description = "Only those that were not sent back.")
  private boolean open;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "The newest N. Default: ${DEFAULT-VALUE}")
  private int limit = 100;

  @Option(names = "--json", description = "Prints JSON lines, not a table.")
  private boolean json;

  private final PriorityQueue<QuarantineEntry> newest = new PriorityQueue<>(QuarantineEntry.BY_AGE);

  private long matching;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  QuarantineListCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit: expected a number above 0: " + limit);
    }
    Topics topics = cluster.topics();
    try (Admin admin = cluster.admin();
        CommittedRecords stored = CommittedRecords.of(cluster, topics.quarantine().name())) {
      RequeueMarks marks = RequeueMarks.read(admin, topics);
      stored.each(record -> take(QuarantineEntry.of(record), marks));
      print(marks);
    }
    return ExitCode.OK;
  }

  private void take(QuarantineEntry entry, RequeueMarks marks) {
    if (!filter.matches(entry) || (open && marks.contains(entry.place()))) {
      return;
    }
    matching++;
    newest.add(entry);
    if (newest.size() > limit) {
      newest.remove();
    }
  }

  private void print(RequeueMarks marks) {
    PrintWriter out = spec.commandLine().getOut();
    List<QuarantineEntry> entries = newest.stream().sorted(QuarantineEntry.BY_AGE).toList();
    if (json) {
      entries.forEach(entry -> out.println(EntryJson.line(entry, marks)));
    } else if (!entries.isEmpty()) {
      out.print(EntryTable.render(entries, marks));
    }
    spec.commandLine()
        .getErr()
        .println("quarantine: " + entries.size() + " of " + matching + " entries");
  }
}
