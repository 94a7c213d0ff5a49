package io.lapse.cli.timers;

import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.timers.ExpiryWindow;
import io.lapse.producers.Recordings;
import io.lapse.producers.source.Manifest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Inventories of real guests, read as a user would have them read. */
final class GuestRecordings {
  static final Path FOLDER = Path.of("../producers/src/test/resources/recordings");

  private GuestRecordings() {}

  /** The one inventory in {@code file}. */
  static Inventory inventory(String format, String guest, Path file) {
    String entry = "guest=" + guest + ",format=" + format + ",clock_error_ns=0,path=" + file;
    Recordings.Reading reading = Recordings.read(Manifest.ofArguments(List.of(entry)));
    if (!reading.problems().isEmpty()) {
      throw new IllegalStateException(reading.problems().toString());
    }
    return reading.inputs().stream()
        .filter(Inventory.class::isInstance)
        .map(Inventory.class::cast)
        .reduce(
            (one, other) -> {
              throw new IllegalStateException("more than one inventory: " + file);
            })
        .orElseThrow();
  }

  /** Every base ran on for a while, and then moved at once, exactly. */
  static Map<TimerClock, ExpiryWindow> windows(long rolledNanos, long advanceNanos) {
    Map<TimerClock, ExpiryWindow> windows = new EnumMap<>(TimerClock.class);
    for (TimerClock base : TimerClock.values()) {
      windows.put(base, new ExpiryWindow(rolledNanos, advanceNanos, 0, 0));
    }
    return windows;
  }
}
