package io.lapse.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.testcontainers.DockerClientFactory;

/** Looks for Docker and its compose command; each once, because that takes its time. */
public final class Docker {
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>lapse-parent</artifactId>\\s*<version>(.*)</version>");

  private static final Pattern WATCHER =
      Pattern.compile("image: \\$\\{(?:PROMETHEUS|ALERTMANAGER)_IMAGE:-([^}]+)}");

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
      return Answers.succeeds(words);
    }
  }

  static Optional<String> missing() {
    return Daemon.MISSING;
  }

  static Optional<String> missingDeployment() {
    if (Daemon.MISSING.isPresent()) {
      return Daemon.MISSING;
    }
    if (Compose.COMMAND.isEmpty()) {
      return Optional.of("neither docker-compose nor docker compose is there");
    }
    String version = version();
    List<String> images = new ArrayList<>(watchers());
    List.of("app", "guest", "producer")
        .forEach(each -> images.add("lapse/" + each + ":" + version));
    for (String image : images) {
      if (!Answers.succeeds(List.of("docker", "image", "inspect", image))) {
        return Optional.of("there is no image " + image + "; docker/build --offline makes it");
      }
    }
    return Answers.succeeds(List.of("sh", "-c", "case $(id -u) in 0|1000) ;; *) exit 1 ;; esac"))
        ? Optional.empty()
        : Optional.of("only root may give secrets to the user of the containers");
  }

  /** Of the images that docker/build makes: the project's. */
  private static String version() {
    try {
      return VERSION
          .matcher(Files.readString(Path.of("../pom.xml")))
          .results()
          .findFirst()
          .orElseThrow()
          .group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The images of Prometheus and Alertmanager, pulled or made by docker/offline/build. */
  private static List<String> watchers() {
    try {
      return WATCHER
          .matcher(Files.readString(folder().resolve("compose.yaml")))
          .results()
          .map(image -> image.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
