package io.lapse.cli.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code lapse produce FORMAT} in a JVM of its own. */
final class ProducerProcess implements AutoCloseable {
  private final String format;
  private final Path properties;
  private final Path log;
  private ChildJvm process;

  /**
   * A process that is not started.
   *
   * @param folder what it has of its own: journal, properties and log
   * @param inputs what it follows, as JSON lines
   */
  ProducerProcess(Path folder, String bootstrapServers, Path inputs, Map<String, String> more)
      throws IOException {
    this("jsonl", folder, bootstrapServers, inputs.toString(), more);
  }

  /** The same, of any format. */
  ProducerProcess(
      String format, Path folder, String bootstrapServers, String inputs, Map<String, String> more)
      throws IOException {
    this.format = format;
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("inputs", inputs);
    settings.put("host", "host-0");
    settings.put("clock.error.ns", "100000");
    settings.put("poll.ms", "20");
    settings.put("journal.dir", folder.resolve("journal").toString());
    settings.putAll(more);
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    this.properties = Files.writeString(folder.resolve("produce.properties"), text);
    this.log = folder.resolve("produce.log");
  }

  void start() throws IOException {
    process =
        ChildJvm.start(
            log,
            List.of("-Xmx96m"),
            "io.lapse.cli.Lapse",
            "produce",
            format,
            "--properties",
            properties.toString());
  }

  /** SIGTERM; returns its exit code. */
  int stop() {
    return process.stop();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.close();
  }

  /** What it printed. */
  String log() throws IOException {
    return Files.exists(log) ? Files.readString(log) : "";
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
