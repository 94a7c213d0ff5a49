package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/**
 * Which guests are asked for, and in what order.
 *
 * @param filter with a kind, a from or a to: only guests that have such an outage, and only such
 *     outages are in their sums
 * @param prefix what their names begin with
 * @param after where the page before ended; null on the first
 * @param limit how many at most
 */
public record GuestQuery(
    BoardFilter filter, String prefix, Sort sort, @Nullable After after, int limit) {

  /** An order; at equal numbers by name. */
  public enum Sort {
    NAME,
    /** The longest outage first. */
    LONGEST,
    /** Who lost most first. */
    LOST,
    /** The most outages first. */
    OUTAGES,
    /** The largest unaccounted sum first, whatever its sign. */
    UNACCOUNTED
  }

  /** The key of a guest in this order. */
  public After key(GuestRow row) {
    Long longest = row.longestNanos();
    long number =
        switch (sort) {
          case NAME -> 0;
          case LONGEST -> longest == null ? Long.MIN_VALUE : longest;
          case LOST -> row.lostNanos();
          case OUTAGES -> row.outages();
          case UNACCOUNTED -> Math.abs(row.unaccountedNanos());
        };
    return new After(number, row.guest());
  }
}
