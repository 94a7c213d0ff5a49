package io.lapse.streamsapp.fleet;

import io.lapse.ledger.fleet.FleetKey;
import io.lapse.ledger.fleet.FleetStats;
import io.lapse.ledger.fleet.FleetWindow;
import io.lapse.ledger.fleet.FleetWindows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes windows that are too old. Keys sort by time, so that the oldest are at the front; each
 * call removes so few that no record waits for long, and the store is looked at only where more may
 * be found than at the last call.
 */
final class WindowExpiry {
  static final int REMOVED_MAX = 64;

  private final KeyValueStore<String, FleetStats> store;
  private final Map<FleetWindow, Long> cleanBefore = new HashMap<>();

  WindowExpiry(FleetWindows windows, KeyValueStore<String, FleetStats> store) {
    this.store = store;
    windows.windows().forEach(window -> cleanBefore.put(window, 0L));
  }

  /**
   * Removes at most {@value #REMOVED_MAX} statistics of windows of one length.
   *
   * @param startSeconds those that begin before this are too old, in s TAI
   */
  void remove(FleetWindow window, long startSeconds) {
    if (startSeconds <= cleanBefore.getOrDefault(window, 0L)) {
      return;
    }
    List<String> old = new ArrayList<>();
    String from = FleetKey.prefix(window, 0);
    String to = FleetKey.prefix(window, startSeconds);
    try (KeyValueIterator<String, FleetStats> found = store.range(from, to)) {
      while (found.hasNext() && old.size() < REMOVED_MAX) {
        old.add(found.next().key);
      }
    }
    old.forEach(store::delete);
    if (old.size() < REMOVED_MAX) {
      cleanBefore.put(window, startSeconds);
    }
  }
}
