package io.lapse.ledger.simulation;

/**
 * What life in a fleet is like.
 *
 * @param gapNanos how long a guest runs between two episodes, in the mean; at least {@link
 *     #GAP_NANOS_MIN}
 * @param blackouts how long migrations stop a guest
 * @param clocks how well hosts know the time
 * @param logs how hosts write down what happens
 * @param drainNanos after how long, in the mean, a host is drained: all its guests leave within
 *     minutes; 0: never, otherwise at least {@link #DRAIN_NANOS_MIN}
 * @param restNanosMax how long a saved state lies, or a guest sleeps, at most; 1 h to 30 d
 */
public record FleetHabits(
    long gapNanos,
    Blackouts blackouts,
    HostClocks clocks,
    HostLogs logs,
    long drainNanos,
    long restNanosMax) {

  /** Episodes closer than this could be mistaken for each other by hosts with wrong clocks. */
  public static final long GAP_NANOS_MIN = 10 * Nanos.MINUTE;

  /** Four or five episodes per guest and week. */
  public static final long GAP_NANOS_DEFAULT = 36 * Nanos.HOUR;

  /** A host that is drained more often has no time to fill. */
  public static final long DRAIN_NANOS_MIN = 6 * Nanos.HOUR;

  /** Hosts as bad as the books must bear, and no drains: what tests fold. */
  public static final FleetHabits WILD =
      new FleetHabits(
          GAP_NANOS_DEFAULT,
          Blackouts.PUBLISHED,
          HostClocks.WILD,
          HostLogs.EVENTS,
          0,
          8 * Nanos.HOUR);

  /** Hosts as clouds describe theirs; each drained every two weeks, states saved for days. */
  public static final FleetHabits PUBLIC =
      WILD.withClocks(HostClocks.PUBLIC).withDrains(14 * Nanos.DAY).withRestMax(3 * Nanos.DAY);

  public FleetHabits {
    require(gapNanos >= GAP_NANOS_MIN, "gapNanos must be at least " + GAP_NANOS_MIN, gapNanos);
    require(
        drainNanos == 0 || drainNanos >= DRAIN_NANOS_MIN,
        "drainNanos must be 0, or at least " + DRAIN_NANOS_MIN,
        drainNanos);
    require(
        restNanosMax >= Nanos.HOUR && restNanosMax <= 30 * Nanos.DAY,
        "restNanosMax must be " + Nanos.HOUR + " to " + 30 * Nanos.DAY,
        restNanosMax);
  }

  public FleetHabits withGap(long newGapNanos) {
    return new FleetHabits(newGapNanos, blackouts, clocks, logs, drainNanos, restNanosMax);
  }

  public FleetHabits withBlackouts(Blackouts newBlackouts) {
    return new FleetHabits(gapNanos, newBlackouts, clocks, logs, drainNanos, restNanosMax);
  }

  public FleetHabits withClocks(HostClocks newClocks) {
    return new FleetHabits(gapNanos, blackouts, newClocks, logs, drainNanos, restNanosMax);
  }

  public FleetHabits withLogs(HostLogs newLogs) {
    return new FleetHabits(gapNanos, blackouts, clocks, newLogs, drainNanos, restNanosMax);
  }

  public FleetHabits withDrains(long newDrainNanos) {
    return new FleetHabits(gapNanos, blackouts, clocks, logs, newDrainNanos, restNanosMax);
  }

  public FleetHabits withRestMax(long newRestNanosMax) {
    return new FleetHabits(gapNanos, blackouts, clocks, logs, drainNanos, newRestNanosMax);
  }

  private static void require(boolean holds, String expected, long found) {
    if (!holds) {
      throw new IllegalArgumentException(expected + ": " + found);
    }
  }
}
