package io.lapse.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recording that the jar holds, unpacked into a folder. */
record BundledRun(Path manifest, JsonNode truth) {
  private static final String RESOURCES = "/recordings/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Unpacks a run.
   *
   * @param name of the run's folder in the jar
   * @param manifest which of its manifests
   */
  static BundledRun unpack(String name, String manifest, Path folder) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    Path unpacked = copy(name, manifest, target);
    for (String path : paths(unpacked)) {
      copy(name, path, target);
    }
    return new BundledRun(unpacked, JSON.readTree(copy(name, "truth.json", target).toFile()));
  }

  private static List<String> paths(Path manifest) throws IOException {
    List<String> paths = new ArrayList<>();
    JSON.readTree(manifest.toFile())
        .get("inputs")
        .forEach(input -> paths.add(input.get("path").textValue()));
    return paths;
  }

  private static Path copy(String run, String file, Path target) throws IOException {
    String resource = RESOURCES + run + "/" + file;
    try (InputStream in = BundledRun.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar must hold " + resource);
      }
      Path copy = target.resolve(file);
      Files.copy(in, copy);
      return copy;
    }
  }
}
