package io.lapse.cli.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** Looks for Docker and its compose command; each once, because that takes its time. */
public final class Docker {
  private static final int ANSWER_SECONDS = 30;

  private Docker() {}

  private static final class Daemon {
    static final Optional<String> MISSING =
        DockerClientFactory.instance().isDockerAvailable()
            ? Optional.empty()
            : Optional.of("no Docker daemon answers");
  }

  private static final class Compose {
    static final Optional<List<String>> COMMAND =
        List.of(List.of("docker-compose"), List.of("docker", "compose")).stream()
            .filter(Compose::works)
            .findFirst();

    private static boolean works(List<String> command) {
      List<String> words = new ArrayList<>(command);
      words.add("version");
      try {
        Process process =
            new ProcessBuilder(words)
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

  static Optional<String> missing() {
    return Daemon.MISSING;
  }

  static Optional<String> missingCompose() {
    return Daemon.MISSING.or(
        () ->
            Compose.COMMAND.isPresent()
                ? Optional.empty()
                : Optional.of("neither docker-compose nor docker compose is there"));
  }

  /** The words of the compose command. */
  public static List<String> compose() {
    return Compose.COMMAND.orElseThrow();
  }

  /** The folder of the images and of the compose file. */
  public static Path folder() {
    return Path.of("../docker").toAbsolutePath().normalize();
  }
}
