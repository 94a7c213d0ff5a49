package io.lapse.benchmarks.streams;

import io.lapse.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;

/**
 * One run of a case: what its process is told.
 *
 * @param name of this run alone; it is in the names of its group, its topics and its folder
 * @param bootstrapServers {@code HOST:PORT}
 * @param prefix what the names of the topics begin with
 */
record Trial(Case program, String name, String bootstrapServers, String prefix, Path folder) {

  Topics topics() {
    return Topics.named(prefix);
  }

  /** Where the bare programs write. */
  String output() {
    return prefix + "output";
  }

  /** As a command line; {@link #of} reads it. */
  List<String> arguments() {
    return List.of(program.name(), name, bootstrapServers, prefix, folder.toString());
  }

  static Trial of(String... arguments) {
    return new Trial(
        Case.valueOf(arguments[0]),
        arguments[1],
        arguments[2],
        arguments[3],
        Path.of(arguments[4]));
  }
}
