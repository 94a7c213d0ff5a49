package io.lapse.schemas.topic;

import org.apache.kafka.common.serialization.Serde;

/**
 * A topic.
 *
 * @param <V> what its values hold
 */
public record Topic<V>(
    String name, Serde<String> keySerde, Serde<V> valueSerde, Cleanup cleanup, Key key) {

  /** What the broker may remove. */
  public enum Cleanup {
    /** Nothing before the retention ends; unlimited unless an operator says otherwise. */
    DELETE,
    /** All but the latest value of a key. */
    COMPACT
  }

  /** What its records are keyed by. */
  public enum Key {
    /**
     * The guest: such topics have equally many partitions, so that one task sees all of a guest.
     */
    GUEST,
    /**
     * {@code class@version}: one partition, because the order of its records decides which of two
     * that contradict each other is taken.
     */
    POLICY,
    /** The host: one partition, because its few records are read whole. */
    HOST
  }

  /**
   * How many partitions it has.
   *
   * @param ofGuests how many the topics have that are keyed by guest
   */
  public int partitions(int ofGuests) {
    return switch (key) {
      case GUEST -> ofGuests;
      case POLICY, HOST -> 1;
    };
  }
}
