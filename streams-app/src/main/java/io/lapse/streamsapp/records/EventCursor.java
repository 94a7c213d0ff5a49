package io.lapse.streamsapp.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on, backwards: by input topic, in the order in which they are read, the offset before
 * which the next record lies; null from the end of the topic.
 */
public record EventCursor(List<@Nullable Long> before) {
  public EventCursor {
    before = Collections.unmodifiableList(new ArrayList<>(before));
  }

  /** From the ends of so many topics. */
  static EventCursor fromEnds(int topics) {
    return new EventCursor(Collections.nCopies(topics, null));
  }

  /**
   * What {@link #key} wrote.
   *
   * @throws IllegalArgumentException if it is not of so many topics
   */
  public static EventCursor read(List<String> key, int topics) {
    if (key.size() != topics) {
      throw new IllegalArgumentException("key must name " + topics + " offsets: " + key);
    }
    return new EventCursor(key.stream().<@Nullable Long>map(Long::valueOf).toList());
  }

  /** For a client to bring back: an offset for each topic. Only of one that was read. */
  public String[] key() {
    return before.stream().map(String::valueOf).toArray(String[]::new);
  }
}
