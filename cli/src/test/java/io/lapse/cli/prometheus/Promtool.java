package io.lapse.cli.prometheus;

import io.lapse.cli.machine.Prometheus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own tool, and the files that we ship for it. */
final class Promtool {
  /** Configurations and rules. */
  static final Path SHIPPED = Path.of("../docker/prometheus").toAbsolutePath().normalize();

  /** The rules that are shipped. */
  static final Path RULES = SHIPPED.resolve("rules/lapse.yaml");

  private Promtool() {}

  /** What it said. */
  record Result(int exitCode, String printed) {}

  /** Lets it judge what an instance serves. */
  static Result checkMetrics(String served) throws IOException, InterruptedException {
    return run(served, List.of("check", "metrics"));
  }

  /** Runs it in the folder of the rules. */
  static Result run(String... words) throws IOException, InterruptedException {
    return run("", List.of(words));
  }

  private static Result run(String input, List<String> words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Prometheus.PROMTOOL.toString());
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .directory(RULES.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    // It reads all of it before it says anything.
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), printed);
  }
}
