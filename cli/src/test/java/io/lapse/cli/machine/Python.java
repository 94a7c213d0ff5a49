package io.lapse.cli.machine;

import java.util.List;
import java.util.Optional;

/** Looks for a Python that has pandas; once, because that takes its time. */
public final class Python {
  private Python() {}

  private static final class Found {
    /** The system's own may have what the first on the path has not. */
    static final Optional<String> COMMAND =
        List.of("python3", "/usr/bin/python3").stream()
            .filter(command -> Answers.succeeds(List.of(command, "-c", "import pandas")))
            .findFirst();
  }

  static Optional<String> missing() {
    return Found.COMMAND.isPresent()
        ? Optional.empty()
        : Optional.of("no python3 has pandas; Debian's python3-pandas is one");
  }

  /** Its command. */
  public static String command() {
    return Found.COMMAND.orElseThrow();
  }
}
