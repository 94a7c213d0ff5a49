package io.lapse.streamsapp.alert;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Which standing alerts are to be looked at, and when. */
final class Agenda {
  private final TreeSet<StandingAlert> entries =
      new TreeSet<>(
          Comparator.comparingLong((StandingAlert each) -> each.dueMillis)
              .thenComparing(StandingAlert::id)
              .thenComparingInt(each -> each.partition));

  /**
   * Looks at it then, and not when it was to be looked at before.
   *
   * @param dueMillis steady; {@link StandingAlert#NEVER}: no more
   */
  void put(StandingAlert standing, long dueMillis) {
    remove(standing);
    standing.dueMillis = dueMillis;
    if (dueMillis != StandingAlert.NEVER) {
      entries.add(standing);
    }
  }

  void remove(StandingAlert standing) {
    entries.remove(standing);
  }

  /** The first ones that are due, at most so many; they stay. */
  List<StandingAlert> due(long nowMillis, int max) {
    List<StandingAlert> due = new ArrayList<>();
    for (StandingAlert each : entries) {
      if (each.dueMillis > nowMillis || due.size() >= max) {
        break;
      }
      due.add(each);
    }
    return due;
  }

  /** When the first is due; {@link StandingAlert#NEVER} if there is none. */
  long firstMillis() {
    return entries.isEmpty() ? StandingAlert.NEVER : entries.first().dueMillis;
  }
}
