package io.lapse.ledger.fleet;

import io.lapse.ledger.account.Entry;
import io.lapse.ledger.account.OutageKind;
import io.lapse.ledger.policy.Cooperation;
import io.lapse.ledger.policy.Verdict;
import io.lapse.ledger.policy.Violation;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the entries of many outages say together. Immutable: statistics may be added up in any order
 * and grouping, and what was added may be taken back, exactly.
 *
 * @param kinds outages by kind; one that is open may have none yet
 * @param verdicts outages whose Tout is known, by verdict
 * @param cooperations every outage, by how the guest came to stand still
 * @param open outages without a restart
 * @param withoutStop outages whose stop is missing: their Tout is not known
 * @param touts the Tout of those where it is known, by kind; no kind without an outage
 * @param posted what their entries moved
 * @param opened by violation, the outages on which it stood or stands
 * @param openNow by violation, the outages on which it stands after their last entry
 */
public record FleetStats(
    Counts<OutageKind> kinds,
    Counts<Verdict> verdicts,
    Counts<Cooperation> cooperations,
    long open,
    long withoutStop,
    Map<OutageKind, ToutStats> touts,
    Posted posted,
    Counts<Violation> opened,
    Counts<Violation> openNow) {

  public static final FleetStats EMPTY =
      new FleetStats(
          Counts.none(),
          Counts.none(),
          Counts.none(),
          0,
          0,
          Map.of(),
          Posted.NOTHING,
          Counts.none(),
          Counts.none());

  /**
   * Keeps copies.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  public FleetStats {
    if (open < 0 || withoutStop < 0) {
      throw new IllegalArgumentException(
          "open and withoutStop must not be negative: " + open + ", " + withoutStop);
    }
    EnumMap<OutageKind, ToutStats> kept = new EnumMap<>(OutageKind.class);
    touts.forEach(
        (kind, tout) -> {
          if (!tout.isEmpty()) {
            kept.put(kind, tout);
          }
        });
    touts = Collections.unmodifiableMap(kept);
  }

  /**
   * Of an outage's first entry, without its violations.
   *
   * @param moved what the entry posted
   */
  static FleetStats ofOutage(Entry posted, Posted moved) {
    OutageKind kind = posted.kind();
    Long tout = posted.toutNanos();
    Map<OutageKind, ToutStats> touts = Map.of();
    if (tout != null) {
      ToutStats one = ToutStats.of(tout, Objects.requireNonNull(posted.toutErrorNanos()));
      touts = Map.of(Objects.requireNonNull(kind), one);
    }
    return new FleetStats(
        kind == null ? Counts.none() : Counts.of(List.of(kind)),
        posted.verdict() == null ? Counts.none() : Counts.of(List.of(posted.verdict())),
        Counts.of(List.of(posted.cooperation())),
        posted.restartedAt() == null ? 1 : 0,
        posted.stoppedAt() == null ? 1 : 0,
        touts,
        moved,
        Counts.none(),
        Counts.none());
  }

  /** Of what an adjustment moved. */
  static FleetStats ofPosted(Posted moved) {
    return moved.isEmpty()
        ? EMPTY
        : new FleetStats(
            Counts.none(),
            Counts.none(),
            Counts.none(),
            0,
            0,
            Map.of(),
            moved,
            Counts.none(),
            Counts.none());
  }

  /** The same, with violations of one outage. */
  FleetStats withViolations(Collection<Violation> everOpen, Collection<Violation> stillOpen) {
    return everOpen.isEmpty() && stillOpen.isEmpty()
        ? this
        : with(opened.plus(Counts.of(everOpen)), openNow.plus(Counts.of(stillOpen)));
  }

  FleetStats withoutViolations(Counts<Violation> everOpen, Counts<Violation> stillOpen) {
    return everOpen.isEmpty() && stillOpen.isEmpty()
        ? this
        : with(opened.minus(everOpen), openNow.minus(stillOpen));
  }

  private FleetStats with(Counts<Violation> everOpen, Counts<Violation> stillOpen) {
    return new FleetStats(
        kinds, verdicts, cooperations, open, withoutStop, touts, posted, everOpen, stillOpen);
  }

  public boolean isEmpty() {
    return equals(EMPTY);
  }

  /** How many outages it counts, whatever is known of them. */
  public long outages() {
    return cooperations.total();
  }

  /** The Tout of outages of one kind. */
  public ToutStats tout(OutageKind kind) {
    return touts.getOrDefault(kind, ToutStats.NONE);
  }

  /** The Tout of all outages where it is known. */
  public ToutStats tout() {
    return touts.values().stream().reduce(ToutStats.NONE, ToutStats::plus);
  }

  /** Both together. */
  public FleetStats plus(FleetStats other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    Map<OutageKind, ToutStats> sums = new EnumMap<>(OutageKind.class);
    sums.putAll(touts);
    other.touts.forEach((kind, tout) -> sums.merge(kind, tout, ToutStats::plus));
    return new FleetStats(
        kinds.plus(other.kinds),
        verdicts.plus(other.verdicts),
        cooperations.plus(other.cooperations),
        Math.addExact(open, other.open),
        Math.addExact(withoutStop, other.withoutStop),
        sums,
        posted.plus(other.posted),
        opened.plus(other.opened),
        openNow.plus(other.openNow));
  }

  /**
   * Without what was added before.
   *
   * @throws IllegalStateException if it was not: a bug of ours
   */
  public FleetStats minus(FleetStats other) {
    if (other.isEmpty()) {
      return this;
    }
    Map<OutageKind, ToutStats> left = new EnumMap<>(OutageKind.class);
    left.putAll(touts);
    other.touts.forEach((kind, tout) -> left.put(kind, tout(kind).minus(tout)));
    return new FleetStats(
        kinds.minus(other.kinds),
        verdicts.minus(other.verdicts),
        cooperations.minus(other.cooperations),
        less("open", open, other.open),
        less("withoutStop", withoutStop, other.withoutStop),
        left,
        posted.plus(other.posted.negated()),
        opened.minus(other.opened),
        openNow.minus(other.openNow));
  }

  private static long less(String what, long count, long taken) {
    if (taken > count) {
      throw new IllegalStateException(what + " must not fall below 0: " + count + " less " + taken);
    }
    return count - taken;
  }
}
