package io.lapse.cli.keys;

import io.lapse.cli.cluster.ClusterOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The options of a command that is not run. */
@Command(name = "keys")
final class OvertakenOptions {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  private OvertakenOptions() {}

  static ClusterOptions of(String bootstrapServers) {
    OvertakenOptions options = new OvertakenOptions();
    new CommandLine(options).parseArgs("--bootstrap-server", bootstrapServers);
    return options.cluster;
  }
}
