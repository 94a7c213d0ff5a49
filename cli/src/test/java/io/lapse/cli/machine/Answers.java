package io.lapse.cli.machine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks commands whether they work here. */
final class Answers {
  private static final int ANSWER_SECONDS = 30;

  private Answers() {}

  /** Whether there is such a command, and it ends well and soon. */
  static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such command.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }
}
