package io.lapse.producers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lapse.producers.source.Problem;
import io.lapse.schemas.json.EventJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Logs of hypervisors, and what is to become of them. */
public final class GoldenLogs {
  private GoldenLogs() {}

  /** A file of the folder {@code host-sources}. */
  public static Path log(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(GoldenLogs.class.getResource("/host-sources/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A change of the golden file is looked at, then copied from target. */
  public static void assertMatchesGoldenFile(Path log, Told told) throws IOException {
    StringBuilder lines = new StringBuilder();
    told.inputs().forEach(input -> lines.append(EventJson.write(input)).append('\n'));
    told.problems().forEach(problem -> lines.append(shown(problem)).append('\n'));
    String name = log.getFileName() + ".expected";
    Path found = Files.createDirectories(Path.of("target", "host-sources")).resolve(name);
    Files.writeString(found, lines);
    assertThat(found).hasSameTextualContentAs(log.resolveSibling(name));
  }

  private static String shown(Problem problem) {
    String path = Path.of(problem.path()).getFileName().toString();
    return problem.toString().replace(problem.path(), path);
  }
}
