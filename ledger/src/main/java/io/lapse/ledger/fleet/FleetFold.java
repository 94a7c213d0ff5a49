package io.lapse.ledger.fleet;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what changed into the statistics of a host: for each window, those of the whole fleet, of
 * class, labels, host and pair. A host holds its share of the first three; added up over all hosts
 * they are the fleet's.
 */
public final class FleetFold {
  private final FleetWindows windows;
  private final FleetStore store;

  public FleetFold(FleetWindows windows, FleetStore store) {
    this.windows = windows;
    this.store = store;
  }

  /**
   * Takes what a host must hear of, as {@link FleetDelta#hosts} says. A window that is gone takes
   * nothing, neither an outage nor its reversal.
   *
   * @return the clock after it
   * @throws IllegalStateException if it takes back what was not counted: a bug of ours
   */
  public FleetClock take(FleetClock before, String host, List<FleetDelta> deltas) {
    Map<FleetKey, FleetStats> added = new LinkedHashMap<>();
    Map<FleetKey, FleetStats> removed = new HashMap<>();
    FleetClock clock = before;
    for (FleetDelta delta : deltas) {
      clock =
          clock.seen(
              delta.guest(),
              windows.shortest().startSeconds(delta.at()),
              windows.retentionSeconds());
      for (FleetWindow window : windows.windows()) {
        long start = window.startSeconds(delta.at());
        if (start >= clock.goneBefore(window)) {
          for (Dimension dimension : delta.dimensions(host)) {
            FleetKey key = new FleetKey(window, start, dimension);
            added.merge(key, delta.added(), FleetStats::plus);
            removed.merge(key, delta.removed(), FleetStats::plus);
          }
        } else if (window.equals(windows.shortest()) && host.equals(delta.home())) {
          clock = clock.without(delta.added().outages());
        }
      }
    }
    added.forEach(
        (key, plus) ->
            store.put(
                key, store.get(key).plus(plus).minus(removed.getOrDefault(key, FleetStats.EMPTY))));
    return clock;
  }
}
