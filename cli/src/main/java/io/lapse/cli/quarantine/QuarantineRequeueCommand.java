package io.lapse.cli.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.cluster.CommittedRecords;
import io.lapse.cli.text.AsciiJson;
import io.lapse.cli.text.TextTable;
import io.lapse.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
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

/** {@code lapse quarantine requeue}: entries go back to the topics that they came from. */
@Command(
    name = "requeue",
    mixinStandardHelpOptions = true,
    description = {
      "Sends entries back to the topics that they came from, as they came. Those that were sent"
          + " back before are left out.",
      "What the ledger has booked it does not book again: an event is known by what it says."
    })
final class QuarantineRequeueCommand implements Callable<Integer> {
  /** Of a large requeue the table shows the first, and the last line how many there were. */
  private static final int ROWS_MAX = 1_000;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster = new ClusterOptions();
  @Mixin private EntryFilter filter = new EntryFilter();

  @Parameters(
      paramLabel = "PARTITION:OFFSET",
      arity = "0..*",
      description = "The entries, as list names them.")
  private List<String> entries = new ArrayList<>();

  @Option(names = "--all", description = "All entries, where no other choice is made.")
  private boolean all;

  @Option(names = "--again", description = "Those too that were sent back before.")
  private boolean again;

  @Option(names = "--dry-run", description = "Says what would be sent, and sends nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Prints JSON lines, one a record, not a table.")
  private boolean json;

  private final TextTable table =
      new TextTable(">entry", "reason", "guest", "topic", ">bytes", "sent as");

  private long sent;
  private long sentBefore;
  private long impossible;

  /** Picocli makes it, and sets its spec, options and parameters before it is called. */
  @SuppressWarnings("NullAway.Init")
  QuarantineRequeueCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    SortedSet<Place> places = places();
    Topics topics = cluster.topics();
    try (Admin admin = cluster.admin();
        CommittedRecords stored = CommittedRecords.of(cluster, topics.quarantine().name())) {
      Choice choice = new Choice(filter, places, new SourceTopics(topics));
      if (dryRun) {
        offer(choice, stored, RequeueMarks.read(admin, topics), this::show);
      } else {
        send(admin, choice, stored, topics);
      }
    } finally {
      conclude();
    }
    return impossible == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private SortedSet<Place> places() {
    SortedSet<Place> places = new TreeSet<>();
    int choices = (entries.isEmpty() ? 0 : 1) + (filter.isEmpty() ? 0 : 1) + (all ? 1 : 0);
    if (choices != 1) {
      throw new ParameterException(
          spec.commandLine(),
          "expected one choice: PARTITION:OFFSET..., or --reason, --topic, --guest, or --all");
    }
    try {
      entries.forEach(entry -> places.add(Place.parse(entry)));
      return places;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void send(Admin admin, Choice choice, CommittedRecords stored, Topics topics)
      throws InterruptedException {
    try (Requeue requeue = Requeue.begin(cluster, admin, topics, this::show)) {
      offer(choice, stored, requeue.marks(), requeue::add);
      requeue.flush();
    }
  }

  /** Hands on what is to go back, and says of the rest why not. */
  private void offer(Choice choice, CommittedRecords stored, RequeueMarks marks, Choice.Taker taker)
      throws InterruptedException {
    choice.each(
        stored,
        (entry, record) -> {
          if (!again && marks.contains(entry.place())) {
            sentBefore++;
          } else if (choice.isInput(entry)) {
            taker.take(entry, record);
          } else {
            refuse(entry.place() + " names no topic that the ledger reads: " + entry.topic());
          }
        },
        place -> refuse("no entry at " + place));
  }

  private void refuse(String why) {
    impossible++;
    spec.commandLine().getErr().println("quarantine: " + Untrusted.cut(why));
  }

  private void show(List<Requeue.Sent> batch) {
    batch.forEach(each -> show(each.entry(), each.partition() + ":" + each.offset()));
  }

  private void show(QuarantineEntry entry, ConsumerRecord<byte[], byte[]> stored) {
    show(entry, "");
  }

  /**
   * Shows one.
   *
   * @param sentAs where it went; empty if it was not sent
   */
  private void show(QuarantineEntry entry, String sentAs) {
    sent++;
    if (json) {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("entry", entry.place().toString()).put("reason", entry.reason());
      line.put("guest", entry.guest()).put("topic", entry.topic());
      line.put("sent_as", sentAs.isEmpty() ? null : sentAs);
      spec.commandLine().getOut().println(AsciiJson.line(line));
    } else if (sent <= ROWS_MAX) {
      table.row(
          entry.place().toString(),
          Untrusted.cut(entry.reason()),
          EntryTable.guest(entry),
          entry.topic(),
          EntryTable.bytes(entry),
          sentAs.isEmpty() ? "not sent" : sentAs);
    }
  }

  private void conclude() {
    if (!json && sent > 0) {
      spec.commandLine().getOut().print(table.render());
    }
    spec.commandLine()
        .getErr()
        .println(
            "quarantine: "
                + sent
                + (dryRun ? " would be sent back" : " sent back")
                + (sentBefore == 0 ? "" : ", " + sentBefore + " were before (--again sends them)")
                + (impossible == 0 ? "" : ", " + impossible + " cannot be"));
  }
}
