package io.lapse.cli.emulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lapse.cli.Cli;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a real guest did in a scenario, as it was recorded. */
final class RecordedCase {
  private static final String FOLDER = "src/test/resources/kernel";

  /** Names another folder of cases to be tried. */
  private static final String OTHER_FOLDER = "lapse.kernel.cases";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final JsonNode content;

  private RecordedCase(Path file) {
    this.file = file;
    try {
      content = JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The cases that the documentation shows. */
  static List<RecordedCase> bundled() {
    return in(FOLDER);
  }

  /** The cases to be tried: the bundled ones, or with {@code -Dlapse.kernel.cases=DIR} others. */
  static List<RecordedCase> all() {
    return in(System.getProperty(OTHER_FOLDER, FOLDER));
  }

  private static List<RecordedCase> in(String folder) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(RecordedCase::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode scenario() {
    return content.get("scenario");
  }

  /** The state of the real guest after some of the operations. */
  JsonNode observed() {
    return content.get("observed");
  }

  String name() {
    return content.get("name").textValue();
  }

  /** What {@code lapse emulate} prints of it, one object per operation. */
  List<JsonNode> emulated() {
    Cli.Result result = Cli.run("emulate", file);
    if (result.exitCode() != 0) {
      throw new AssertionError(result.err());
    }
    List<JsonNode> operations = new ArrayList<>();
    for (String line : result.out().lines().toList()) {
      try {
        operations.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + line, e);
      }
    }
    return operations;
  }

  @Override
  public String toString() {
    return name();
  }
}
