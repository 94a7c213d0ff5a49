package io.lapse.streamsapp.fleet;

import io.lapse.ledger.fleet.Dimension;
import io.lapse.ledger.fleet.FleetKey;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetWindow;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads statistics of the tasks that run in one instance. Source, destination and pair are whole
 * where the instance has the task of the host ({@code destination} that of the destination, else
 * that of the source); fleet, class and label are shares, to be added up over all instances.
 */
public final class FleetView {
  /** A window is looked up by itself: more belong into longer windows. */
  public static final int WINDOWS_MAX = 10_000;

  /** Beyond it keys have no room: the year 2286. */
  private static final long END_SECONDS = 9_999_999_999L;

  private final ReadOnlyKeyValueStore<String, FleetStats> store;

  /**
   * Reads a store.
   *
   * @param store {@link FleetProcessor#STATS_STORE}, of one task or of all of an instance
   */
  public FleetView(ReadOnlyKeyValueStore<String, FleetStats> store) {
    this.store = store;
  }

  /** Those of a key; {@link FleetStats#EMPTY} if there are none. */
  public FleetStats stats(FleetKey key) {
    // Several tasks may hold a share; get would find that of the first alone.
    FleetStats stats = FleetStats.EMPTY;
    try (KeyValueIterator<String, FleetStats> found = store.range(key.text(), key.text())) {
      while (found.hasNext()) {
        stats = stats.plus(found.next().value);
      }
    }
    return stats;
  }

  /**
   * The windows of a dimension that are not empty, by their beginning in s TAI.
   *
   * @param fromSeconds the first window is the one that begins at it or after it
   * @param toSeconds the last window begins before it
   * @throws IllegalArgumentException if there are more than {@value #WINDOWS_MAX}
   */
  public SortedMap<Long, FleetStats> windows(
      Dimension dimension, FleetWindow window, long fromSeconds, long toSeconds) {
    TreeMap<Long, FleetStats> windows = new TreeMap<>();
    for (long start : starts(window, fromSeconds, toSeconds)) {
      FleetStats stats = stats(new FleetKey(window, start, dimension));
      if (!stats.isEmpty()) {
        windows.put(start, stats);
      }
    }
    return Collections.unmodifiableSortedMap(windows);
  }

  private static long[] starts(FleetWindow window, long fromSeconds, long toSeconds) {
    long from = Math.max(0, -Math.floorDiv(-fromSeconds, window.seconds()));
    long to = -Math.floorDiv(-Math.min(toSeconds, END_SECONDS), window.seconds());
    if (to - from > WINDOWS_MAX) {
      throw new IllegalArgumentException(
          "windows must be at most " + WINDOWS_MAX + " at once: " + (to - from));
    }
    return LongStream.range(from, to).map(number -> number * window.seconds()).toArray();
  }

  /** The same windows of a dimension, together. */
  public FleetStats merged(
      Dimension dimension, FleetWindow window, long fromSeconds, long toSeconds) {
    return windows(dimension, window, fromSeconds, toSeconds).values().stream()
        .reduce(FleetStats.EMPTY, FleetStats::plus);
  }

  /**
   * All dimensions of a kind, each over the same windows together: every host, every pair.
   *
   * @param kind such as {@code Dimension.Pair.class}
   */
  public <D extends Dimension> Map<D, FleetStats> each(
      Class<D> kind, FleetWindow window, long fromSeconds, long toSeconds) {
    Map<D, FleetStats> each = new HashMap<>();
    scan(
        window,
        fromSeconds,
        toSeconds,
        (key, stats) -> {
          Dimension dimension = FleetKey.parse(key).dimension();
          if (kind.isInstance(dimension)) {
            each.merge(kind.cast(dimension), stats, FleetStats::plus);
          }
        });
    return Collections.unmodifiableMap(each);
  }

  private interface Taker {
    void take(String key, FleetStats stats);
  }

  private void scan(FleetWindow window, long fromSeconds, long toSeconds, Taker taker) {
    if (fromSeconds >= toSeconds) {
      return;
    }
    String from = FleetKey.prefix(window, Math.max(0, fromSeconds));
    String to = FleetKey.prefix(window, Math.min(toSeconds, END_SECONDS));
    try (KeyValueIterator<String, FleetStats> found = store.range(from, to)) {
      while (found.hasNext()) {
        KeyValue<String, FleetStats> next = found.next();
        taker.take(next.key, next.value);
      }
    }
  }
}
