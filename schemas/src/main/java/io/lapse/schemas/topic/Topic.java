package io.lapse.schemas.topic;

import org.apache.kafka.common.serialization.Serde;

/**
 * A topic.
 *
 * @param <V> what its values hold
 */
public record Topic<V>(String name, Serde<String> keySerde, Serde<V> valueSerde, Cleanup cleanup) {

  /** What the broker may remove. */
  public enum Cleanup {
    /** Nothing before the retention ends; unlimited unless an operator says otherwise. */
    DELETE,
    /** All but the latest value of a key. */
    COMPACT
  }
}
