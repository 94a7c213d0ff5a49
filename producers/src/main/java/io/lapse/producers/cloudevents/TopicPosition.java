package io.lapse.producers.cloudevents;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Up to where each partition of a topic was read, as a text: {@code 0=15,1=20}. */
final class TopicPosition {
  private final Map<Integer, Long> next = new TreeMap<>();

  /**
   * The position that {@link #toString} wrote.
   *
   * @param text null or empty if nothing was read yet
   * @throws IllegalArgumentException if it is none: our own bug, or a damaged disk
   */
  static TopicPosition parse(@Nullable String text) {
    TopicPosition position = new TopicPosition();
    if (text == null || text.isEmpty()) {
      return position;
    }
    for (String part : text.split(",", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException("position must be PARTITION=OFFSET,...: " + text);
      }
      position.put(Integer.parseInt(sides[0]), Long.parseLong(sides[1]));
    }
    return position;
  }

  /** The offset that is read next; null if the partition is read from its beginning. */
  @Nullable Long of(int partition) {
    return next.get(partition);
  }

  void put(int partition, long offset) {
    next.put(partition, offset);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    next.forEach(
        (partition, offset) ->
            text.append(text.isEmpty() ? "" : ",").append(partition).append('=').append(offset));
    return text.toString();
  }
}
