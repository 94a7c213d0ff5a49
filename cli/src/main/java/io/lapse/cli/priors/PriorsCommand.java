package io.lapse.cli.priors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.cli.failure.Failure;
import io.lapse.cli.input.InputOptions;
import io.lapse.cli.text.TextTable;
import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.producers.Recordings.Reading;
import io.lapse.schemas.file.PriorsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lapse priors}: from the inventories of some guests to those of their classes. */
@Command(
    name = "priors",
    mixinStandardHelpOptions = true,
    description =
        "Collects the latest inventories of timers of each class of guests. They stand in for a"
            + " guest's own in replay --priors, and in the application's timers.priors.")
public final class PriorsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InputOptions inputs = new InputOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The Avro file to write.")
  private Path out;

  @Option(names = "--json", description = "Prints JSON lines, not a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec and options before it is called. */
  @SuppressWarnings("NullAway.Init")
  public PriorsCommand() {}

  @Override
  public Integer call() {
    Reading reading = inputs.read();
    reading.problems().forEach(spec.commandLine().getErr()::println);
    List<GuestEvent> events = new ArrayList<>();
    for (LedgerInput input : reading.inputs()) {
      if (input instanceof GuestEvent event) {
        events.add(event);
      }
    }
    if (events.stream().noneMatch(GuestEvent.Inventory.class::isInstance)) {
      throw new Failure("no inventory could be read; expected at least one");
    }
    try {
      print(PriorsFile.write(out, events));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new Failure(out + ": cannot be written: " + e, e);
    } catch (ArithmeticException e) {
      throw new Failure("a timer is due beyond 64 bits of ns: " + e.getMessage(), e);
    }
  }

  private void print(SortedMap<String, List<GuestEvent.Inventory>> chosen) {
    PrintWriter stdout = spec.commandLine().getOut();
    TextTable table = new TextTable("class", ">guests", ">timers: least", ">median", ">most");
    chosen.forEach(
        (guestClass, inventories) -> {
          List<Long> counts =
              inventories.stream().map(GuestEvent.Inventory::timerCount).sorted().toList();
          long least = counts.get(0);
          long median = counts.get(counts.size() / 2);
          long most = counts.get(counts.size() - 1);
          if (json) {
            stdout.println(line(guestClass, counts.size(), least, median, most));
          } else {
            table.row(guestClass, "" + counts.size(), "" + least, "" + median, "" + most);
          }
        });
    if (!json) {
      stdout.print(table.render());
    }
  }

  private static ObjectNode line(
      String guestClass, int guests, long least, long median, long most) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("class", guestClass)
        .put("guests", guests)
        .put("timers_least", least)
        .put("timers_median", median)
        .put("timers_most", most);
  }
}
