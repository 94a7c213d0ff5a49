package io.lapse.ledger.fleet;

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
  public FleetClock take(FleetClock before, String host, FleetDelta delta) {
    FleetWindow shortest = windows.shortest();
    FleetClock clock = before.seen(delta.guest(), shortest.startSeconds(delta.at()));
    for (FleetWindow window : windows.windows()) {
      long start = window.startSeconds(delta.at());
      if (start >= windows.expiredBefore(window, clock)) {
        count(window, start, host, delta);
      } else if (window.equals(shortest) && host.equals(delta.home())) {
        clock = clock.without(delta.added().outages());
      }
    }
    return clock;
  }

  private void count(FleetWindow window, long start, String host, FleetDelta delta) {
    for (Dimension dimension : delta.dimensions(host)) {
      FleetKey key = new FleetKey(window, start, dimension);
      store.put(key, store.get(key).plus(delta.added()).minus(delta.removed()));
    }
  }
}
