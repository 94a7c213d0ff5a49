package io.lapse.cli.machine;

import java.util.List;
import java.util.Optional;

/** Looks for QEMU; once, because that takes its time. */
public final class QemuCommand {
  /** Its word. */
  public static final String WORD = "qemu-system-x86_64";

  private QemuCommand() {}

  private static final class Command {
    static final Optional<String> MISSING =
        Answers.succeeds(List.of(WORD, "--version"))
            ? Optional.empty()
            : Optional.of("there is no command " + WORD + "; Debian's qemu-system-x86 has it");
  }

  static Optional<String> missing() {
    return Command.MISSING;
  }
}
