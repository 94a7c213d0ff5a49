package io.lapse.streamsapp.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The largest numbers of timers at once that were counted lately, by zone. Any thread asks it. */
final class BurstSizes {
  /** What was counted longer ago is forgotten. */
  static final long WINDOW_MILLIS = 3_600_000;

  private static final int SLOTS = 12;
  private static final long SLOT_MILLIS = WINDOW_MILLIS / SLOTS;

  private final LongSupplier clock;
  private final Map<String, Zone> zones = new HashMap<>();

  private static final class Zone {
    private final long[] slots = new long[SLOTS];
    private final long[] sizes = new long[SLOTS];
  }

  /**
   * None yet.
   *
   * @param clock in ms
   */
  BurstSizes(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized void add(String zone, long size) {
    Zone known = zones.computeIfAbsent(zone, name -> new Zone());
    long slot = clock.getAsLong() / SLOT_MILLIS;
    int at = (int) (slot % SLOTS);
    known.sizes[at] = known.slots[at] == slot ? Math.max(known.sizes[at], size) : size;
    known.slots[at] = slot;
  }

  /** Of each zone that ever had one; 0 where there was none lately. */
  synchronized Map<String, Long> largest() {
    long now = clock.getAsLong() / SLOT_MILLIS;
    Map<String, Long> largest = new HashMap<>();
    zones.forEach((zone, known) -> largest.put(zone, largest(known, now)));
    return largest;
  }

  private static long largest(Zone zone, long now) {
    long largest = 0;
    for (int at = 0; at < SLOTS; at++) {
      if (now - zone.slots[at] < SLOTS) {
        largest = Math.max(largest, zone.sizes[at]);
      }
    }
    return largest;
  }
}
