package io.lapse.cli.whatif;

import io.lapse.whatif.cost.CostFunction;
import io.lapse.whatif.cost.MalformedCostException;
import io.lapse.whatif.cost.ParetoFront;
import io.lapse.whatif.harm.Figure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say what is worse than what. */
final class CostOptions {
  private static final String EXPECTED =
      "expected a cost function, as in {\"name\": \"...\", \"weights\": {\"timers\": 1}}";

  @Option(
      names = "--cost",
      paramLabel = "FILE",
      description = "JSON: what one of each figure costs you. Without it nothing is weighed.")
  private @Nullable Path cost;

  @Option(
      names = "--axes",
      paramLabel = "FIGURE,...",
      description =
          "What the Pareto front looks at. Default: monotonic_timers, realtime_steps,"
              + " naive_wrong_ms_s, killed.")
  private @Nullable String axes;

  /** Picocli makes it. */
  CostOptions() {}

  /**
   * The cost function; null if none was stated.
   *
   * @throws ParameterException if it is none
   */
  @Nullable CostFunction function(CommandLine command) {
    if (cost == null) {
      return null;
    }
    try {
      return CostFunction.parse(Files.readString(cost));
    } catch (MalformedCostException e) {
      throw new ParameterException(
          command, "--cost: " + cost + ":" + e.line() + ": " + e.explanation(), e);
    } catch (NoSuchFileException e) {
      throw new ParameterException(command, "--cost: " + cost + ": no such file; " + EXPECTED, e);
    } catch (CharacterCodingException e) {
      throw new ParameterException(command, "--cost: " + cost + ": not UTF-8; " + EXPECTED, e);
    } catch (IOException e) {
      throw new ParameterException(
          command, "--cost: " + cost + ": cannot be read: " + e + "; " + EXPECTED, e);
    }
  }

  /**
   * The axes.
   *
   * @throws ParameterException if one is no figure
   */
  List<Figure> axes(CommandLine command) {
    if (axes == null) {
      return ParetoFront.DEFAULT_AXES;
    }
    try {
      return ParetoFront.axes(axes);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, "--axes: " + e.getMessage(), e);
    }
  }
}
