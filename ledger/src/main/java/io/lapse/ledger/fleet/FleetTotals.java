package io.lapse.ledger.fleet;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Statistics in memory. */
public final class FleetTotals implements FleetStore {
  private final Map<FleetKey, FleetStats> byKey = new HashMap<>();

  @Override
  public FleetStats get(FleetKey key) {
    return byKey.getOrDefault(key, FleetStats.EMPTY);
  }

  @Override
  public void put(FleetKey key, FleetStats stats) {
    if (stats.isEmpty()) {
      byKey.remove(key);
    } else {
      byKey.put(key, stats);
    }
  }

  /** All of them; none is empty. */
  public Map<FleetKey, FleetStats> byKey() {
    return Collections.unmodifiableMap(byKey);
  }
}
