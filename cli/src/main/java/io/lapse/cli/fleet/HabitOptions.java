package io.lapse.cli.fleet;

import io.lapse.cli.text.Durations;
import io.lapse.ledger.simulation.Blackouts;
import io.lapse.ledger.simulation.FleetHabits;
import io.lapse.ledger.simulation.HostClocks;
import io.lapse.ledger.simulation.HostLogs;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that say what life in a fleet is like. */
final class HabitOptions {
  @Option(
      names = "--gap",
      paramLabel = "DURATION",
      defaultValue = "36h",
      description =
          "How long a guest runs undisturbed, in the mean; at least 10min."
              + " Default: ${DEFAULT-VALUE}.")
  private String gap = "36h";

  @Option(
      names = "--p50",
      paramLabel = "DURATION",
      defaultValue = "50ms",
      description = "The median of live migrations' blackouts. Default: ${DEFAULT-VALUE}.")
  private String p50 = "50ms";

  @Option(
      names = "--p99",
      paramLabel = "DURATION",
      defaultValue = "300ms",
      description =
          "Which of them 99 in a hundred do not exceed. Default, as the median:"
              + " what Google published, ${DEFAULT-VALUE}.")
  private String p99 = "300ms";

  @Option(
      names = "--clocks",
      defaultValue = "public",
      description =
          "How well hosts know the time: as clouds publish it, or as badly as the books must bear."
              + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private HostClocks clocks = HostClocks.PUBLIC;

  @Option(
      names = "--drain",
      paramLabel = "DURATION",
      defaultValue = "14d",
      description =
          "How often each host is drained: all its guests migrate within minutes. 0: never."
              + " Default: ${DEFAULT-VALUE}.")
  private String drain = "14d";

  @Option(
      names = "--rest",
      paramLabel = "DURATION",
      defaultValue = "3d",
      description =
          "How long a saved state lies, or a guest sleeps, at most; 1h to 30d."
              + " Default: ${DEFAULT-VALUE}.")
  private String rest = "3d";

  /**
   * What they say together.
   *
   * @throws IllegalArgumentException if one of them is no such value
   */
  FleetHabits habits(HostLogs logs) {
    return FleetHabits.PUBLIC
        .withGap(Durations.nanos(gap))
        .withBlackouts(new Blackouts(Durations.nanos(p50), Durations.nanos(p99)))
        .withClocks(clocks)
        .withLogs(logs)
        .withDrains(Durations.nanos(drain))
        .withRestMax(Durations.nanos(rest));
  }

  /** As they were, or could have been, typed. */
  @Override
  public String toString() {
    return String.format(
        "--gap %s --p50 %s --p99 %s --clocks %s --drain %s --rest %s",
        gap, p50, p99, clocks.name().toLowerCase(Locale.ROOT), drain, rest);
  }
}
