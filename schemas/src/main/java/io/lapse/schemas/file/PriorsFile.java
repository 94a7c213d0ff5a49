package io.lapse.schemas.file;

import io.lapse.ledger.LedgerInput;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.timers.TimerPrior;
import io.lapse.ledger.timers.TimerPriors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the guests of each class usually have armed, as an Avro container file: the inventories,
 * with their timers counted, and the profiles that say of which class they are.
 */
public final class PriorsFile {
  private PriorsFile() {}

  /**
   * Writes what of these events a prior is made of.
   *
   * @return the inventories of each class that were written
   * @throws ArithmeticException if a timer is due beyond 64 bits
   */
  public static SortedMap<String, List<GuestEvent.Inventory>> write(
      Path file, List<GuestEvent> events) throws IOException {
    SortedMap<String, List<GuestEvent.Inventory>> chosen = TimerPriors.chosen(events);
    Map<String, GuestEvent.Profile> profiles = profiles(events);
    try (AvroEventWriter writer = AvroEventWriter.create(file)) {
      for (List<GuestEvent.Inventory> inventories : chosen.values()) {
        for (GuestEvent.Inventory inventory : inventories) {
          GuestEvent.Profile profile = profiles.get(inventory.guest());
          if (profile != null) {
            writer.append(profile);
          }
          writer.append(inventory.withoutList());
        }
      }
    }
    return chosen;
  }

  /** The latest of each guest. */
  private static Map<String, GuestEvent.Profile> profiles(List<GuestEvent> events) {
    return events.stream()
        .filter(GuestEvent.Profile.class::isInstance)
        .map(GuestEvent.Profile.class::cast)
        .collect(
            Collectors.toMap(
                GuestEvent.Profile::guest,
                Function.identity(),
                (one, other) -> one.stamp().at().isAfter(other.stamp().at()) ? one : other,
                TreeMap::new));
  }

  /**
   * Reads what was written, whole: with a part of it every estimate would be another.
   *
   * @throws IOException if the file cannot be opened or read
   * @throws IllegalArgumentException if it is no such file, or damaged; says what was expected
   */
  public static Map<String, TimerPrior> read(Path file) throws IOException {
    List<GuestEvent> events = new ArrayList<>();
    AvroEventReader.read(
        file,
        null,
        new AvroEventReader.Handler() {
          @Override
          public void accept(long record, LedgerInput event) {
            if (!(event instanceof GuestEvent.Profile)
                && !(event instanceof GuestEvent.Inventory)) {
              refuse(record, "expected a profile or an inventory, found another event");
            }
            events.add((GuestEvent) event);
          }

          @Override
          public void refuse(long record, String message) {
            throw new IllegalArgumentException(
                file + (record == 0 ? "" : ":" + record) + ": " + message);
          }
        });
    if (events.stream().noneMatch(GuestEvent.Inventory.class::isInstance)) {
      throw new IllegalArgumentException(file + ": expected at least one inventory");
    }
    return TimerPriors.of(events);
  }
}
