package io.lapse.streamsapp.query;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition's inputs have entered its store. Positions and ends are offsets by topic.
 *
 * @param asOf the last offset that is in the store; a topic is missing where none is known to be
 * @param lagRecords the offsets that are not, of those that were there; null if the ends are not
 *     known
 */
record InputProgress(Map<String, Long> asOf, @Nullable Long lagRecords) {

  InputProgress {
    asOf = Map.copyOf(asOf);
  }

  /**
   * The progress.
   *
   * @param ends the offset after the last record; null if not known
   * @param positions the last offset that changed the store; they leave out what changed no state,
   *     and what was folded before this instance had the partition
   * @param committed the offset after the last record that the group has done with
   */
  static InputProgress of(
      @Nullable Map<String, Long> ends, Map<String, Long> positions, Map<String, Long> committed) {
    Map<String, Long> asOf = new HashMap<>(positions);
    committed.forEach(
        (topic, next) -> {
          if (next > 0) {
            asOf.merge(topic, next - 1, Math::max);
          }
        });
    return new InputProgress(asOf, ends == null ? null : (Long) lag(ends, asOf));
  }

  private static long lag(Map<String, Long> ends, Map<String, Long> asOf) {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue() - 1 - asOf.getOrDefault(end.getKey(), -1L))
        .filter(missing -> missing > 0)
        .sum();
  }
}
