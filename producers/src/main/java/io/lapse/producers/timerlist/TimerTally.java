package io.lapse.producers.timerlist;

import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent.Inventory;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.guest.TimerHistogram.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Timers, as they come: listed as long as an inventory takes them, and counted beside. So a list of
 * a million needs no more memory than its histogram.
 */
final class TimerTally {
  private final List<ArmedTimer> listed = new ArrayList<>();
  private final Map<Cell, Long> counts = new HashMap<>();
  private long count;

  /**
   * Takes a one-shot.
   *
   * @param dueNanos in how many ns it is due; negative if it was due before
   */
  void add(ArmedTimer timer, long dueNanos) {
    count++;
    counts.merge(new Cell(timer.base(), timer.cancelOnSet(), dueNanos, 0, 1), 1L, Long::sum);
    if (count <= Inventory.TIMERS_MAX) {
      listed.add(timer);
    } else {
      listed.clear();
    }
  }

  /** Each of them; empty if they are counted. */
  List<ArmedTimer> listed() {
    return List.copyOf(listed);
  }

  /** How many of each sort; null if they are listed. */
  @Nullable TimerHistogram counted() {
    if (count <= Inventory.TIMERS_MAX) {
      return null;
    }
    List<Cell> cells = new ArrayList<>();
    counts.forEach(
        (cell, number) ->
            cells.add(
                new Cell(
                    cell.base(),
                    cell.cancelOnSet(),
                    cell.dueNanos(),
                    cell.intervalNanos(),
                    number)));
    return new TimerHistogram(cells);
  }
}
