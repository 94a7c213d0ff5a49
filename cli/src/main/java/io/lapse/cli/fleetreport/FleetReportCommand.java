package io.lapse.cli.fleetreport;

import io.lapse.cli.failure.Failure;
import io.lapse.cli.files.JsonLines;
import io.lapse.cli.input.InputOptions;
import io.lapse.cli.replay.ReplayRequest;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.producers.Recordings.Reading;
import io.lapse.schemas.json.EntryJson;
import io.lapse.schemas.json.FleetJson;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse fleet-report}: outages counted by host, pair of hosts, label or class. */
@Command(
    name = "fleet-report",
    mixinStandardHelpOptions = true,
    description = {
      "Counts outages by host, pair of hosts, label or class: how many, how long, which violations,"
          + " what is unaccounted, and whether two hosts' clocks differ.",
      "Of a ledger that was written, or of recorded inputs."
    })
public final class FleetReportCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** What is counted. */
  static final class Source {
    @Option(
        names = "--ledger",
        paramLabel = "FILE",
        description = "A ledger.jsonl, as replay --out writes it. It tells no labels.")
    private @Nullable Path ledger;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private InputOptions.@Nullable Inputs inputs;
  }

  @Option(
      names = "--by",
      paramLabel = "fleet|host|pair|class|label:NAME",
      defaultValue = "host",
      description = "What has a row. Default: ${DEFAULT-VALUE}.")
  private String by = "host";

  @Option(
      names = "--window",
      paramLabel = "1h|1d|all",
      defaultValue = ALL,
      description = "A row for each window of that length, in which outages ended. Default: all.")
  private String window = ALL;

  @Option(
      names = "--policy",
      paramLabel = "KEY=VALUE,...|FILE",
      description = "With inputs: what to judge by, as for replay.")
  private @Nullable String policy;

  @Option(
      names = "--reactions",
      paramLabel = "none|emulated|FILE",
      defaultValue = "none",
      description = "With inputs: whose reactions to book. Default: ${DEFAULT-VALUE}.")
  private String reactions = "none";

  @Option(names = "--json", description = "Prints JSON lines, not a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public FleetReportCommand() {}

  @Override
  public Integer call() {
    Breakdown breakdown = breakdown();
    FleetWindow length = window();
    FleetReport report = new FleetReport(length);
    if (source.ledger != null) {
      readLedger(source.ledger, report);
    } else if (source.inputs != null) {
      fold(source.inputs.read(), report);
    }
    List<FleetReport.Row> rows = report.rows(breakdown);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      rows.forEach(
          row ->
              out.println(
                  FleetJson.write(
                      length, row.startSeconds(), row.dimension(), row.stats(), row.bias())));
    } else {
      out.print(FleetReportTable.render(breakdown, rows));
    }
    if (rows.isEmpty()) {
      spec.commandLine().getErr().println("lapse: no outage was counted by " + by);
    }
    return ExitCode.OK;
  }

  private Breakdown breakdown() {
    try {
      Breakdown breakdown = Breakdown.parse(by);
      if (breakdown.needsProfiles() && source.ledger != null) {
        throw new IllegalArgumentException(
            "a ledger tells neither classes nor labels; expected --manifest or --input");
      }
      return breakdown;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--by: " + e.getMessage(), e);
    }
  }

  private @Nullable FleetWindow window() {
    try {
      return window.equals(ALL) ? null : FleetWindow.parse(window);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--window: " + e.getMessage(), e);
    }
  }

  private void readLedger(Path file, FleetReport report) {
    long[] taken = {0};
    boolean[] refused = {false};
    JsonLines.read(
        file,
        "a ledger.jsonl",
        complaint -> {
          refused[0] = true;
          spec.commandLine().getErr().println(complaint);
        },
        (line, number) -> {
          report.add(EntryJson.read(line), number);
          taken[0]++;
        });
    if (taken[0] == 0 && refused[0]) {
      throw new Failure(file + ": no line could be read; expected a ledger.jsonl");
    }
  }

  private void fold(Reading reading, FleetReport report) {
    ReplayRequest request = ReplayRequest.parse(spec.commandLine(), policy, reactions);
    reading.problems().forEach(spec.commandLine().getErr()::println);
    if (reading.inputs().isEmpty()) {
      throw new Failure("nothing could be read; expected at least one event");
    }
    request.run(request.inputs(reading.inputs()), report::add);
  }
}
