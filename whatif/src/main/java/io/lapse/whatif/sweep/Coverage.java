package io.lapse.whatif.sweep;

import io.lapse.ledger.time.TaiInstant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a history was there, and how well it is known.
 *
 * @param counts of each {@link Count}
 * @param firstAt the first stop in question, or restart where it is missing; null of none
 * @param lastAt the last; null of none
 * @param inventoryAge from the inventory of timers to the stop, in ns
 * @param toutError what Tout may be off by, in ns
 */
public record Coverage(
    Map<Count, Long> counts,
    @Nullable TaiInstant firstAt,
    @Nullable TaiInstant lastAt,
    Distribution inventoryAge,
    Distribution toutError) {
  public Coverage {
    Map<Count, Long> all = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      all.put(count, counts.getOrDefault(count, 0L));
    }
    counts = Collections.unmodifiableMap(all);
  }

  public long of(Count count) {
    return counts.getOrDefault(count, 0L);
  }
}
