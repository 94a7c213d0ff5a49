package io.lapse.cli.quarantine;

import io.lapse.ledger.LedgerInput;
import io.lapse.schemas.json.EventJson;
import io.lapse.schemas.topic.Topic;
import io.lapse.schemas.topic.Topics;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The topics that a record may have come from, and may go back to. */
final class SourceTopics {
  private final Topics topics;

  SourceTopics(Topics topics) {
    this.topics = topics;
  }

  /** Whether the ledger reads it. */
  boolean contains(String topic) {
    return input(topic).isPresent();
  }

  /** What a value says, as a JSON line; null if it is not what its topic holds. */
  @Nullable String decoded(String topic, byte @Nullable [] value) {
    if (value == null) {
      return null;
    }
    return input(topic).map(read -> decoded(read, value)).orElse(null);
  }

  private static @Nullable String decoded(Topic<?> topic, byte[] value) {
    try {
      Object input = topic.valueSerde().deserializer().deserialize(topic.name(), value);
      return input instanceof LedgerInput event ? EventJson.write(event) : null;
    } catch (SerializationException e) {
      return null;
    }
  }

  private Optional<Topic<?>> input(String topic) {
    return topics.inputs().stream().filter(read -> read.name().equals(topic)).findFirst();
  }
}
