package io.lapse.ledger.fleet;

import java.util.List;

/**
 * Which windows are kept, and for how long.
 *
 * @param windows each once, from the shortest; at least one
 * @param retentionSeconds how long after its end a window is kept, in event time; not negative
 */
public record FleetWindows(List<FleetWindow> windows, long retentionSeconds) {
  /** Hours and days, for 35 days. */
  public static final FleetWindows DEFAULT =
      new FleetWindows(List.of(FleetWindow.HOUR, FleetWindow.DAY), 35 * 86_400);

  public FleetWindows {
    windows = windows.stream().distinct().sorted().toList();
    if (windows.isEmpty() || retentionSeconds < 0) {
      throw new IllegalArgumentException(
          "windows must be at least one, retentionSeconds not negative: "
              + windows
              + ", "
              + retentionSeconds);
    }
  }

  FleetWindow shortest() {
    return windows.get(0);
  }
}
