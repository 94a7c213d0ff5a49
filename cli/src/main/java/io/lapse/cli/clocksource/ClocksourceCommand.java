package io.lapse.cli.clocksource;

import io.lapse.cli.text.Printable;
import io.lapse.ledger.catchup.KernelVersion;
import io.lapse.schemas.json.ClocksourceJson;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lapse clocksource}: the figures of a counter, and what breaks beyond each limit. */
@Command(
    name = "clocksource",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the figures that Linux registers a counter with, and what breaks when the counter"
          + " advances beyond each limit before the kernel has looked.",
      "Which counter: --tsc-khz, or --hz and --mask, or --name."
    })
public final class ClocksourceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CounterOptions options = new CounterOptions();

  @Option(
      names = "--kernel",
      paramLabel = "VERSION",
      description =
          "As uname -r says it, e.g. 6.1.0-18-amd64: what breaks in this one. The figures are the"
              + " same in all.")
  private @Nullable String kernel;

  @Option(names = "--json", description = "Prints the figures as one JSON object, not as a table.")
  private boolean json;

  /** Picocli makes it, and sets its spec before it is called. */
  @SuppressWarnings("NullAway.Init")
  public ClocksourceCommand() {}

  @Override
  public Integer call() {
    KernelVersion version = version();
    Counter counter = counter();
    if (counter.clocksource().isFrequencyAssumed()) {
      spec.commandLine()
          .getErr()
          .println("lapse: " + counter.title() + ", as in QEMU; name another with --hz");
    }
    PrintWriter stdout = spec.commandLine().getOut();
    if (json) {
      stdout.println(ClocksourceJson.write(counter.clocksource()));
    } else {
      stdout.println(
          counter.title() + (kernel == null ? "" : ", Linux " + Printable.of(kernel.strip())));
      stdout.print(ClocksourceTable.render(counter.clocksource(), version));
    }
    return ExitCode.OK;
  }

  private Counter counter() {
    try {
      return options.counter();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private @Nullable KernelVersion version() {
    return kernel == null ? null : version(kernel);
  }

  private KernelVersion version(String text) {
    return KernelVersion.parse(text)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--kernel "
                        + Printable.of(text)
                        + ": expected a version as uname -r says it, such as 6.1.0-18-amd64"));
  }
}
