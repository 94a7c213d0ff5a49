package io.lapse.ledger.query;

import io.lapse.ledger.account.Amounts;
import io.lapse.ledger.account.Entry;
import io.lapse.ledger.policy.Violation;
import io.lapse.ledger.time.TaiInstant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An outage as its standing entries show it; the last one says how it stands.
 *
 * @param entries by number; at least one
 */
record StandingOutage(List<Entry> entries) {
  /** By stop, or restart where that is missing; of two restarts of one stop the later is last. */
  static final Comparator<StandingOutage> BY_STOP =
      Comparator.comparing(StandingOutage::begin)
          .thenComparing(
              StandingOutage::restartedAt, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(StandingOutage::id);

  /** By restart, then as {@link #BY_STOP}; for outages that have one. */
  static final Comparator<StandingOutage> BY_RESTART =
      Comparator.comparing((StandingOutage outage) -> Objects.requireNonNull(outage.restartedAt()))
          .thenComparing(BY_STOP);

  StandingOutage {
    entries = entries.stream().sorted(Comparator.comparingInt(Entry::entryNumber)).toList();
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("entries must not be empty");
    }
  }

  Entry last() {
    return entries.get(entries.size() - 1);
  }

  String id() {
    return last().outageId();
  }

  @Nullable TaiInstant stoppedAt() {
    return last().stoppedAt();
  }

  @Nullable TaiInstant restartedAt() {
    return last().restartedAt();
  }

  TaiInstant begin() {
    TaiInstant stopped = stoppedAt();
    return stopped != null ? stopped : Objects.requireNonNull(restartedAt());
  }

  boolean hasRestartedBy(TaiInstant at) {
    TaiInstant restarted = restartedAt();
    return restarted != null && !restarted.isAfter(at);
  }

  /** Whether it ever left time unaccounted, repaired since or not. */
  boolean everOwed() {
    return entries.stream().anyMatch(StandingOutage::owes);
  }

  /** Whether time is unaccounted to this day. */
  boolean owesStill() {
    return owes(last());
  }

  boolean isAlarming() {
    return last().violations().contains(Violation.UNACCOUNTED_TIME);
  }

  private static boolean owes(Entry entry) {
    Amounts amounts = entry.amounts();
    return amounts != null && amounts.unaccountedNanos() != 0;
  }

  /**
   * Whether it covers an instant: both ends belong to it, and of a negative Tout what lies between
   * its restart and its stop. Of an outage whose stop is missing only the restart is known.
   *
   * @param errorNanos by how much each end is moved outward; not negative
   * @param evidence the guest's stops and restarts; an open outage ends before the first one after
   *     its stop, because the guest must have run by then
   */
  boolean covers(TaiInstant at, long errorNanos, List<TaiInstant> evidence) {
    TaiInstant stopped = stoppedAt();
    TaiInstant restarted = restartedAt();
    if (restarted == null) {
      TaiInstant from = Objects.requireNonNull(stopped);
      return !at.isBefore(from)
          && evidence.stream().noneMatch(seen -> seen.isAfter(from) && !seen.isAfter(at));
    }
    long restart = restarted.nanos();
    long stop = stopped == null ? restart : stopped.nanos();
    long earliest = saturated(Math.min(stop, restart), -errorNanos);
    long latest = saturated(Math.max(stop, restart), errorNanos);
    return earliest <= at.nanos() && at.nanos() <= latest;
  }

  /** What the stated ends may be off by, in ns; 0 where the entry does not say. */
  long errorNanos() {
    Long error = last().toutErrorNanos();
    return error == null ? 0 : Math.max(0, error);
  }

  private static long saturated(long nanos, long deltaNanos) {
    long sum = nanos + deltaNanos;
    boolean overflown = ((nanos ^ sum) & (deltaNanos ^ sum)) < 0;
    if (!overflown) {
      return sum;
    }
    return deltaNanos < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }
}
