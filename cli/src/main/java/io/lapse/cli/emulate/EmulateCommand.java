package io.lapse.cli.emulate;

import io.lapse.cli.failure.Failure;
import io.lapse.guestkernel.scenario.Emulation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lapse emulate}: what does a guest's kernel do about it? */
@Command(
    name = "emulate",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a written scenario on an emulated guest kernel, and prints what each operation did: the"
          + " clocks, the NTP state, and which timers expired.",
      "Nothing runs if anything is wrong with the scenario; each error is named with its JSON path."
    })
public final class EmulateCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "SCENARIO",
      description =
          "A JSON file: a scenario, or a recorded case with one in it. -: standard input.")
  private String scenario;

  @Option(names = "--array", description = "Print one JSON array, not an object a line.")
  private boolean isArray;

  /** Picocli makes it, and sets its spec and its parameter before it is called. */
  @SuppressWarnings("NullAway.Init")
  public EmulateCommand() {}

  @Override
  public Integer call() {
    String file = scenario.equals(STANDARD_INPUT) ? "standard input" : scenario;
    Complaints complaints = new Complaints(file, spec.commandLine().getErr()::println);
    WrittenScenario written = read(file, complaints);
    if (written == null) {
      String errors = complaints.count() == 1 ? " error" : " errors";
      throw new Failure(file + ": nothing was run: " + complaints.count() + errors);
    }
    run(file, written);
    return ExitCode.OK;
  }

  private @Nullable WrittenScenario read(String file, Complaints complaints) {
    try (InputStream in =
        scenario.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(scenario))) {
      return ScenarioReader.read(in, complaints);
    } catch (NoSuchFileException e) {
      throw new Failure(file + ": no such file; expected a scenario", e);
    } catch (IOException e) {
      throw new Failure(file + ": cannot be read: " + e + "; expected a scenario", e);
    }
  }

  private void run(String file, WrittenScenario written) {
    PrintWriter out = spec.commandLine().getOut();
    Emulation emulation = Emulation.of(written.scenario());
    try (ResultWriter results = new ResultWriter(out, isArray)) {
      for (WrittenScenario.Step step : written.steps()) {
        try {
          results.write(step.name(), effects -> emulation.perform(step.operation(), effects));
          if (out.checkError()) {
            throw new Failure("standard output was closed before the end of the results");
          }
        } catch (ArithmeticException e) {
          throw new Failure(
              file
                  + ": "
                  + step.path()
                  + ": the guest's times would exceed 64 bits; it and what follows was not run",
              e);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new Failure("the result cannot be written: " + e.getMessage(), e);
    }
  }
}
