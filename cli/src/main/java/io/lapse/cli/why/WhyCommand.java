package io.lapse.cli.why;

import io.lapse.cli.text.Instants;
import io.lapse.ledger.account.Alert;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.query.Inquiry;
import io.lapse.ledger.time.TaiInstant;
import io.lapse.schemas.json.AlertJson;
import io.lapse.schemas.json.AnswerJson;
import io.lapse.schemas.json.EntryJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse why}: why did my clock jump at 03:12? */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Says what an instant was to a guest: OUTAGE (it did not run), STALE_WINDOW (it ran, and its"
          + " clock was wrong because of an outage), or NO_HOST_EVENT.",
      "Prints one JSON object, with the entries of the outage that explains the instant."
    })
public final class WhyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "GUEST", description = "The guest's name.")
  private String guest;

  @Parameters(
      index = "1",
      paramLabel = "INSTANT",
      description = "In RFC 3339, e.g. 2026-11-22T03:12:00Z, or tai:NANOS.")
  private String instant;

  @Option(
      names = "--ledger",
      required = true,
      paramLabel = "FILE",
      description = "A ledger.jsonl, as replay --out writes it.")
  private Path ledger;

  @Option(
      names = "--alerts",
      paramLabel = "FILE",
      description =
          "The alerts.jsonl of the same replay, for when clocks were repaired."
              + " Default: beside the ledger.")
  private @Nullable Path alerts;

  /** Picocli makes it, and sets its spec, parameters and ledger before it is called. */
  @SuppressWarnings("NullAway.Init")
  public WhyCommand() {}

  @Override
  public Integer call() {
    TaiInstant at = at();
    PrintWriter err = spec.commandLine().getErr();
    GuestLines lines = new GuestLines(guest, err::println);
    List<Entry> entries = lines.read(ledger, "a ledger.jsonl", EntryJson::read);
    if (entries.isEmpty()) {
      err.println(ledger + ": knows no guest " + guest);
    }
    List<Alert> raised = entries.isEmpty() ? List.of() : alerts(lines, entries);
    spec.commandLine()
        .getOut()
        .println(AnswerJson.write(Inquiry.of(guest, entries, raised).at(at)));
    return ExitCode.OK;
  }

  private TaiInstant at() {
    try {
      return Instants.parse(instant);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "INSTANT: " + e.getMessage(), e);
    }
  }

  private @Nullable List<Alert> alerts(GuestLines lines, List<Entry> entries) {
    PrintWriter err = spec.commandLine().getErr();
    Path file = alerts != null ? alerts : ledger.resolveSibling("alerts.jsonl");
    if (alerts == null && !Files.exists(file)) {
      err.println(
          file
              + ": no such file: stale windows that were repaired cannot be bounded, and are not"
              + " found; name the alerts of the ledger with --alerts");
      return null;
    }
    List<Alert> raised = lines.read(file, "an alerts.jsonl", AlertJson::read);
    Set<String> known = entries.stream().map(Entry::outageId).collect(Collectors.toSet());
    long foreign = raised.stream().filter(alert -> !known.contains(alert.outageId())).count();
    if (foreign > 0) {
      err.println(
          file
              + ": "
              + foreign
              + " alerts of outages that the ledger does not have were left aside; expected the"
              + " alerts of the same replay as "
              + ledger);
    }
    return raised;
  }
}
