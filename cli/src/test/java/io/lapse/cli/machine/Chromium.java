package io.lapse.cli.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks for a browser without a screen, where Debian puts it. */
public final class Chromium {
  private static final Path COMMAND = Path.of("/usr/bin/chromium-headless-shell");

  private Chromium() {}

  static Optional<String> missing() {
    return Files.isExecutable(COMMAND)
        ? Optional.empty()
        : Optional.of("there is no " + COMMAND + "; Debian's chromium-headless-shell has it");
  }

  /** Its command. */
  public static Path command() {
    return COMMAND;
  }
}
