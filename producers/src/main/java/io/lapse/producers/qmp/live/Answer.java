package io.lapse.producers.qmp.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import io.lapse.producers.source.Line;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What QEMU says to a command of ours.
 *
 * @param value what it returns; of no use where it refuses
 * @param refusal why it refuses; null if it does not
 */
record Answer(Command command, JsonNode value, @Nullable String refusal) {
  private static final Set<String> NOT_UNDER_WAY =
      Set.of("", "none", "completed", "failed", "cancelled");

  /** Whether a line is what QEMU says first. */
  static boolean isGreeting(Line line) throws MalformedException {
    return StrictJson.object(line.text()).has("QMP");
  }

  /** The answer in a line; empty if it holds another message. */
  static Optional<Answer> in(Line line) throws MalformedException {
    JsonNode message = StrictJson.object(line.text());
    return Command.answeredBy(message.path("id").textValue())
        .map(command -> new Answer(command, message.path("return"), refusalIn(message)));
  }

  private static @Nullable String refusalIn(JsonNode message) {
    return message.has("error")
        ? message.path("error").path("desc").asText("no reason is given")
        : null;
  }

  /** The thread of the first virtual processor, by the number that the host's kernel gave it. */
  String firstThread() {
    for (JsonNode cpu : value) {
      if (cpu.path("cpu-index").asInt() == 0) {
        return cpu.path("thread-id").asText();
      }
    }
    return "";
  }

  /** Whether a migration away from there is under way. Only a source counts how long it takes. */
  boolean tellsOfLeaving() {
    return !NOT_UNDER_WAY.contains(value.path("status").asText()) && value.has("total-time");
  }
}
