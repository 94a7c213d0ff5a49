package io.lapse.cli.whatif;

import io.lapse.cli.cluster.ClusterOptions;
import io.lapse.cli.input.InputOptions;
import io.lapse.cli.whatif.history.FileHistory;
import io.lapse.cli.whatif.history.FleetHistory;
import io.lapse.cli.whatif.history.History;
import io.lapse.cli.whatif.history.TopicHistory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the history comes from: files, a cluster, or a simulated fleet. */
final class SourceOptions {
  @ArgGroup(exclusive = false, multiplicity = "1")
  private InputOptions.@Nullable Inputs inputs;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private @Nullable ClusterOptions cluster;

  @Option(
      names = "--fleet",
      paramLabel = "guests=N,hosts=N,days=N,seed=N,...",
      description =
          "A simulated fleet, without files; also loss, gap, p50, p99, clocks, drain, rest, as for"
              + " lapse fleet.")
  private @Nullable String fleet;

  /** Picocli makes it. */
  SourceOptions() {}

  /** The cluster, where the history is that of one. */
  Optional<ClusterOptions> cluster() {
    return Optional.ofNullable(cluster);
  }

  /**
   * The history.
   *
   * @throws ParameterException if there is no such fleet
   */
  History history(CommandSpec spec) {
    if (inputs != null) {
      return FileHistory.of(inputs.manifest(), inputs.names());
    }
    if (cluster != null) {
      return TopicHistory.of(cluster);
    }
    try {
      return FleetHistory.of(String.valueOf(fleet));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--fleet: " + e.getMessage(), e);
    }
  }
}
