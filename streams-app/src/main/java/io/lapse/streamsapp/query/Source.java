package io.lapse.streamsapp.query;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer comes from, and how far it may be behind.
 *
 * @param lagRecords how many offsets were there, when it was asked, that the answer does not know:
 *     of an owner those of its inputs, of a copy those of its changelog. Marks of transactions
 *     count, so 1 may hold nothing. Null if no broker said so in time
 * @param asOf by input topic, the offset up to which the answer knows the partition, itself
 *     included; a topic is missing where this instance cannot tell
 * @param state of the instance's Kafka Streams client
 */
public record Source(
    String guest,
    int partition,
    Instance instance,
    Role role,
    @Nullable Long lagRecords,
    Map<String, Long> asOf,
    String state) {

  public Source {
    asOf = Collections.unmodifiableMap(new TreeMap<>(asOf));
  }
}
