package io.lapse.streamsapp.board;

import org.jspecify.annotations.Nullable;

/**
 * Which outages are asked for, and in what order; null asks for all.
 *
 * @param guest only its own
 * @param isOpen only those that are open, or that are not
 * @param minNanos a Tout of at least this; those without one are left out
 * @param maxNanos a Tout below this; those without one are left out
 * @param after where the page before ended
 * @param limit how many at most
 */
public record OutageQuery(
    BoardFilter filter,
    @Nullable String guest,
    @Nullable Boolean isOpen,
    @Nullable Long minNanos,
    @Nullable Long maxNanos,
    Sort sort,
    @Nullable After after,
    int limit) {

  /** An order; at equal numbers by id. */
  public enum Sort {
    /** The latest stop first, or restart where that is missing. */
    NEWEST,
    /** The earliest first. */
    OLDEST,
    /** The largest Tout first, those without one last. */
    LONGEST
  }

  /** The key of an outage in this order. */
  public After key(OutageRow row) {
    Long tout = row.toutNanos();
    long number =
        switch (sort) {
          case NEWEST, OLDEST -> row.beginTaiNanos();
          case LONGEST -> tout == null ? Long.MIN_VALUE : tout;
        };
    return new After(number, row.outageId());
  }
}
