package io.lapse.streamsapp.replay;

import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of an input that were gone before they were read.
 *
 * @param from the first of them
 * @param to behind the last of them
 */
public record Hole(TopicPartition partition, long from, long to) {
  /** {@code lapse.host-events-0: offsets 0 to 99}. */
  public String inWords() {
    return partition + ": offsets " + from + " to " + (to - 1);
  }
}
