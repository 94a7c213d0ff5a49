package io.lapse.cli.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lapse.ledger.LedgerInput;
import io.lapse.producers.json.JsonFields;
import io.lapse.producers.json.MalformedException;
import io.lapse.producers.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the sending of certain events to certain topics has come.
 *
 * @param inputs the SHA-256 of the events' ids in their order, as hex digits
 * @param events how many there are
 * @param stored so many of them, from the first on, are in the topics for certain
 * @param topics the id that the cluster gave each topic, by its name: one that is made anew has
 *     another
 */
record Checkpoint(String inputs, long events, long stored, Map<String, String> topics) {

  Checkpoint {
    if (stored < 0 || stored > events) {
      throw new IllegalArgumentException(
          "stored must be from 0 to events: " + stored + " of " + events);
    }
    topics = Map.copyOf(topics);
  }

  /** Before anything has been sent. */
  static Checkpoint of(List<LedgerInput> events, Map<String, String> topics) {
    MessageDigest digest = sha256();
    for (LedgerInput event : events) {
      digest.update(event.id().hex().getBytes(StandardCharsets.US_ASCII));
    }
    return new Checkpoint(HexFormat.of().formatHex(digest.digest()), events.size(), 0, topics);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The same, further on. */
  Checkpoint at(long count) {
    return new Checkpoint(inputs, events, count, topics);
  }

  /** Why sending cannot go on where another run has left off; empty if it can. */
  Optional<String> refusal(Checkpoint left) {
    if (!inputs.equals(left.inputs)) {
      return Optional.of(
          "of other inputs, " + left.events + " events; expected these, " + events + " events");
    }
    for (Map.Entry<String, String> topic : new TreeMap<>(topics).entrySet()) {
      String before = left.topics.get(topic.getKey());
      if (!topic.getValue().equals(before)) {
        return Optional.of(
            "of another topic "
                + topic.getKey()
                + ", id "
                + before
                + "; expected id "
                + topic.getValue());
      }
    }
    return Optional.empty();
  }

  /** One JSON object, and a line feed. */
  String json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("inputs", inputs).put("events", events).put("stored", stored);
    ObjectNode ids = object.putObject("topics");
    new TreeMap<>(topics).forEach(ids::put);
    return object + "\n";
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws MalformedException if it did not write that
   */
  static Checkpoint parse(String text) throws MalformedException {
    JsonFields fields = JsonFields.of(StrictJson.object(text));
    String inputs = fields.text("inputs");
    long events = fields.number("events");
    long stored = fields.number("stored");
    if (stored < 0 || stored > events) {
      throw fields.complaint("stored", "must be from 0 to events, " + events + ": " + stored);
    }
    return new Checkpoint(inputs, events, stored, fields.texts("topics"));
  }
}
