package io.lapse.ledger.account;

import io.lapse.ledger.Utf8Order;
import io.lapse.ledger.time.TaiInstant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is left of a history when each reversal is struck out with the entry that it reverses.
 *
 * <p>{@code replaces} belongs to the history: whether a stop came late is a matter of arrival, and
 * the standing ledger knows none.
 */
public final class StandingLedger {
  /** By guest (UTF-8 bytes), stop or else restart, outage id, entry number. */
  public static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::guest, Utf8Order::compare)
          .thenComparing(StandingLedger::begin)
          .thenComparing(Entry::outageId, Utf8Order::compare)
          .thenComparingInt(Entry::entryNumber);

  private final Map<String, Map<Long, Entry>> standing = new HashMap<>();

  /**
   * Adds a record of the history.
   *
   * @throws IllegalStateException if it reverses what does not stand, or repeats a number
   */
  public void add(HistoryRecord added) {
    Map<Long, Entry> ofGuest = standing.computeIfAbsent(added.guest(), guest -> new HashMap<>());
    Long reverses = added.reverses();
    if (reverses == null) {
      if (ofGuest.put(added.historyNumber(), added.entry()) != null) {
        throw new IllegalStateException(
            "history number twice: " + added.guest() + " " + added.historyNumber());
      }
    } else if (ofGuest.remove(reverses) == null) {
      throw new IllegalStateException(
          "record "
              + added.historyNumber()
              + " of "
              + added.guest()
              + " reverses "
              + reverses
              + ", which does not stand");
    }
  }

  /** The standing entries, in {@link #ORDER}. */
  public List<Entry> entries() {
    return standing.values().stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .map(entry -> entry.replacing(null))
        .sorted(ORDER)
        .toList();
  }

  private static TaiInstant begin(Entry entry) {
    TaiInstant stopped = entry.stoppedAt();
    return stopped != null ? stopped : Objects.requireNonNull(entry.restartedAt());
  }
}
