package io.lapse.producers.qmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import org.jspecify.annotations.Nullable;

/** One line of a QMP log. */
sealed interface QmpMessage {

  <R> R match(Cases<R> cases) throws MalformedException;

  /** One method per kind. */
  interface Cases<R> {
    R greeting();

    R event(Event event) throws MalformedException;

    R runState(RunState runState);

    R migrated(Migrated migrated);

    R other();
  }

  /** What QEMU says first on every connection. */
  record Greeting() implements QmpMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.greeting();
    }
  }

  /**
   * Something happened.
   *
   * @param data what it says beside its name; null if nothing
   * @param timestamp when, as it stands; null if it does not say
   */
  record Event(String name, @Nullable QmpFields data, @Nullable QmpFields timestamp)
      implements QmpMessage {
    @Override
    public <R> R match(Cases<R> cases) throws MalformedException {
      return cases.event(this);
    }
  }

  /** The answer to {@code query-status}. */
  record RunState(String status, boolean running) implements QmpMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.runState(this);
    }
  }

  /**
   * The answer to {@code query-migrate} after a migration.
   *
   * @param downtimeMillis for how long the guest stood still, as this end has it
   */
  record Migrated(long downtimeMillis) implements QmpMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.migrated(this);
    }
  }

  /** Any other reply, an error, or a command that the log holds as well. */
  record Other() implements QmpMessage {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.other();
    }
  }

  /** The message in a line of a log. */
  static QmpMessage parse(String line) throws MalformedException {
    ObjectNode object = StrictJson.object(line);
    JsonFields fields = JsonFields.of(object);
    if (object.has("event")) {
      return new Event(
          fields.text("event"),
          QmpFields.of(fields.objectOrNull("data")),
          QmpFields.of(fields.objectOrNull("timestamp")));
    }
    if (object.has("QMP")) {
      return new Greeting();
    }
    if (object.has("return")) {
      return reply(object);
    }
    if (object.has("error") || object.has("execute") || object.has("exec-oob")) {
      return new Other();
    }
    throw new MalformedException(
        "not a QMP message: expected QMP, event, return or error, found: "
            + MalformedException.excerpt(line));
  }

  /** A reply of query-migrate has a status too, but says nothing of running. */
  private static QmpMessage reply(ObjectNode reply) {
    JsonNode state = reply.path("return");
    if (state.path("status").isTextual() && state.path("running").isBoolean()) {
      return new RunState(state.path("status").textValue(), state.path("running").booleanValue());
    }
    JsonNode downtime = state.path("downtime");
    boolean isMigrated =
        state.path("status").asText().equals("completed")
            && downtime.isIntegralNumber()
            && downtime.canConvertToInt()
            && downtime.intValue() >= 0
            && !MigrateReply.isTooEarly(state);
    return isMigrated ? new Migrated(downtime.intValue()) : new Other();
  }
}
