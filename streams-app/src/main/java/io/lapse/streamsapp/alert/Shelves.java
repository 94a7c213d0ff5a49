package io.lapse.streamsapp.alert;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of each partition at hand. */
final class Shelves {
  private final Map<Integer, Shelf> byPartition = new HashMap<>();

  void put(int partition, Shelf shelf) {
    byPartition.put(partition, shelf);
  }

  @Nullable Shelf remove(int partition) {
    return byPartition.remove(partition);
  }

  /** That of a partition that is at hand. */
  Shelf of(int partition) {
    Shelf shelf = byPartition.get(partition);
    if (shelf == null) {
      throw new IllegalStateException("partition is not assigned: " + partition);
    }
    return shelf;
  }

  /** Whether an alert is what stands under its id: it may have opened again, or have moved away. */
  boolean isStanding(StandingAlert alert) {
    Shelf shelf = byPartition.get(alert.partition);
    return shelf != null && shelf.find(alert.id()) == alert;
  }

  /** Nothing is said of an alert any more. */
  void forget(StandingAlert alert) {
    Shelf shelf = byPartition.get(alert.partition);
    if (shelf != null) {
      shelf.standing().remove(alert.id(), alert);
    }
  }

  /** The record of a message needs no more to be done; a partition that is gone does not care. */
  void done(Waiting message) {
    Shelf shelf = byPartition.get(message.standing.partition);
    if (shelf != null && message.isRecord()) {
      shelf.done(message.offset);
    }
  }

  int firing() {
    return byPartition.values().stream().mapToInt(Shelf::firing).sum();
  }
}
