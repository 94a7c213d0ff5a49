package io.lapse.cli.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks for Prometheus, its promtool and its Alertmanager, where Debian puts them. */
public final class Prometheus {
  /** The server. */
  public static final Path SERVER = Path.of("/usr/bin/prometheus");

  /** What checks rules, and tests them. */
  public static final Path PROMTOOL = Path.of("/usr/bin/promtool");

  /** What alerts are sent to. */
  public static final Path ALERTMANAGER = Path.of("/usr/bin/prometheus-alertmanager");

  private Prometheus() {}

  static Optional<String> missing() {
    return List.of(SERVER, PROMTOOL, ALERTMANAGER).stream()
        .filter(command -> !Files.isExecutable(command))
        .findFirst()
        .map(
            command ->
                "there is no "
                    + command
                    + "; Debian's prometheus and prometheus-alertmanager have it");
  }
}
