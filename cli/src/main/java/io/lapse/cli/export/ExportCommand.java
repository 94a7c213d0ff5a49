package io.lapse.cli.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.replay.StopRange;
import io.lapse.cli.text.AsciiJson;
import io.lapse.cli.text.Instants;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.time.TaiInstant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse export}: ledger and outages as tables for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a standing ledger as tables for DuckDB, pandas and others: ledger (a row an entry),"
          + " outages (a row an outage), violations and postings.",
      "Of a ledger.jsonl, which may be larger than the memory, or of what stands on the ledger's"
          + " topic, up to its end. What cannot be read is named; then the exit code is 1."
    })
public final class ExportCommand implements Callable<Integer> {
  /** Set by the launcher: whether standard error is one. */
  private static final String TERMINAL = "lapse.terminal.err";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** What is exported. */
  static final class Source {
    @Option(
        names = "--ledger",
        paramLabel = "FILE",
        description = "A ledger.jsonl, as replay --out writes it.")
    private @Nullable Path ledger;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable ClusterOptions cluster;
  }

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ExportFormat format = ExportFormat.CSV;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where to. Files of the same names are replaced once the new ones are whole.")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      description =
          "Only outages that began then or later, in RFC 3339, e.g. 2026-11-22T03:12:00Z, or"
              + " tai:NANOS.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "Only outages that began before then.")
  private @Nullable String to;

  @Option(names = "--json", description = "Prints one JSON object, not a table.")
  private boolean json;

  private long refused;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public ExportCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    StopRange range = range();
    List<ExportedFile> files = export(entries(), range);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(json ? AsciiJson.line(summary(files)) + "\n" : table(files));
    if (refused > 0) {
      spec.commandLine()
          .getErr()
          .println("lapse: " + refused + " could not be read, and are not exported; see above");
    }
    return refused > 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private EntrySource entries() {
    return source.ledger != null
        ? new LedgerFileSource(source.ledger)
        : new LedgerTopicSource(Objects.requireNonNull(source.cluster));
  }

  private StopRange range() {
    try {
      return new StopRange(instant("--from", from), instant("--to", to));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable TaiInstant instant(String option, @Nullable String text) {
    try {
      return text == null ? null : Instants.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  private List<ExportedFile> export(EntrySource entries, StopRange range)
      throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    ReadingProgress progress =
        new ReadingProgress(err, Boolean.getBoolean(TERMINAL), System::nanoTime);
    try (ExportFolder folder = ExportFolder.create(out, format)) {
      entries.read(
          entry -> {
            if (range.holds(entry)) {
              folder.add(entry);
            }
            progress.step();
          },
          complaint -> {
            progress.clear();
            err.println(complaint);
            refused++;
          });
      return folder.finish();
    } finally {
      progress.clear();
    }
  }

  private static String table(List<ExportedFile> files) {
    TextTable table = new TextTable("file", ">rows");
    files.forEach(
        file -> table.row(file.file().getFileName().toString(), Long.toString(file.rows())));
    return table.render();
  }

  private ObjectNode summary(List<ExportedFile> files) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("format", format.word());
    ArrayNode all = object.putArray("files");
    for (ExportedFile file : files) {
      all.addObject()
          .put("table", file.table())
          .put("path", file.file().toString())
          .put("rows", file.rows());
    }
    return object.put("refused", refused);
  }
}
