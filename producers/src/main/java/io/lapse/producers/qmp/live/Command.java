package io.lapse.producers.qmp.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the feed says to QEMU. Its answer carries the same id. */
enum Command {
  CAPABILITIES("qmp_capabilities", null),
  /** Without it no migration is told; QEMU refuses it while one is under way. */
  ENABLE_EVENTS(
      "migrate-set-capabilities",
      "{\"capabilities\": [{\"capability\": \"events\", \"state\": true}]}"),
  /** Whose threads they are tells one process from the next. */
  CPUS("query-cpus-fast", null),
  STATUS("query-status", null),
  MIGRATION("query-migrate", null);

  private static final String ID_PREFIX = "lapse-";

  private final String word;
  private final @Nullable String arguments;

  Command(String word, @Nullable String arguments) {
    this.word = word;
    this.arguments = arguments;
  }

  String word() {
    return word;
  }

  private String id() {
    return ID_PREFIX + word;
  }

  /** The command that an answer with that id answers. */
  static Optional<Command> answeredBy(@Nullable String id) {
    return Arrays.stream(values()).filter(command -> command.id().equals(id)).findFirst();
  }

  /** The command as a line. */
  byte[] bytes() {
    String rest = arguments == null ? "" : ", \"arguments\": " + arguments;
    String line = "{\"execute\": \"" + word + "\", \"id\": \"" + id() + "\"" + rest + "}\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
