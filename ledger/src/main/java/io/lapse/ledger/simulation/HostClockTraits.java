package io.lapse.ledger.simulation;

/**
 * How a host's clock misbehaves, and how its log is stamped.
 *
 * <p>The rate error stays below 50 ppm, the ledger's default {@code drift_ppm}: at most twice the
 * wander in one leg, plus the drift.
 *
 * @param boundNanos on |clock - TAI|: wander and drift together stay below it
 * @param wanderNanos how far the clock wanders to either side
 * @param legNanos how long it takes from one turning point to the next; whole microseconds
 * @param driftPpb constant rate error between two steps; 0: no drift, and no steps
 * @param stepPeriodNanos after which the clock is stepped back
 * @param phaseNanos how long before the beginning it was last stepped
 * @param resolutionNanos step of its stamps; at least 1
 * @param latencyNanos how late its log may be written
 */
record HostClockTraits(
    long boundNanos,
    long wanderNanos,
    long legNanos,
    long driftPpb,
    long stepPeriodNanos,
    long phaseNanos,
    long resolutionNanos,
    long latencyNanos) {

  /** The clock of a host in a fleet of such habits. */
  static HostClockTraits draw(SplitMix64 dice, FleetHabits habits) {
    HostClockTraits clock =
        switch (habits.clocks()) {
          case PUBLIC -> published(dice);
          case WILD -> wild(dice);
        };
    boolean oneInFive = dice.chance(200);
    return clock.stampedLike(habits.logs(), oneInFive);
  }

  /** Of a hundred hosts: 40 with PTP, 40 with a classic service, 20 as good as TrueTime. */
  private static HostClockTraits published(SplitMix64 dice) {
    long sort = dice.between(0, 99);
    if (sort < 40) {
      return wandering(dice.between(5, 40) * Nanos.MICROSECOND, 64 * Nanos.SECOND);
    }
    long wanderMicros = sort < 80 ? dice.between(200, 880) : dice.between(880, 6_200);
    return wandering(wanderMicros * Nanos.MICROSECOND, 1_024 * Nanos.SECOND);
  }

  /** Of a hundred hosts: 25 with PTP, 40 with NTP, 10 restless, 25 that drift and are stepped. */
  private static HostClockTraits wild(SplitMix64 dice) {
    long sort = dice.between(0, 99);
    if (sort < 25) {
      // Low double-digit microseconds.
      return wandering(dice.between(5, 40) * Nanos.MICROSECOND, 64 * Nanos.SECOND);
    }
    if (sort < 65) {
      return wandering(dice.between(300, 5_000) * Nanos.MICROSECOND, 1_024 * Nanos.SECOND);
    }
    if (sort < 75) {
      // 2 x 1,500 us in 64 s: 47 ppm at worst.
      return wandering(dice.between(800, 1_500) * Nanos.MICROSECOND, 64 * Nanos.SECOND);
    }
    return drifting(dice);
  }

  private static HostClockTraits wandering(long wanderNanos, long legNanos) {
    return of(wanderNanos, legNanos, 0, Nanos.DAY, 0);
  }

  /** Stepped by at most 10 ppm of half a day, 432 ms. */
  private static HostClockTraits drifting(SplitMix64 dice) {
    long wanderNanos = dice.between(50, 300) * Nanos.MICROSECOND;
    long ppb = dice.between(500, 10_000);
    long periodNanos = dice.between(2, 12) * Nanos.HOUR;
    return of(
        wanderNanos,
        1_024 * Nanos.SECOND,
        dice.chance(500) ? ppb : -ppb,
        periodNanos,
        dice.between(0, periodNanos - 1));
  }

  private static HostClockTraits of(
      long wanderNanos, long legNanos, long driftPpb, long stepPeriodNanos, long phaseNanos) {
    long reach = wanderNanos + Math.abs(driftPpb) * (stepPeriodNanos / Nanos.SECOND) / 2;
    return new HostClockTraits(
        reach + reach / 8 + Nanos.MICROSECOND,
        wanderNanos,
        legNanos,
        driftPpb,
        stepPeriodNanos,
        phaseNanos,
        Nanos.MICROSECOND,
        5 * Nanos.MILLISECOND);
  }

  private HostClockTraits stampedLike(HostLogs logs, boolean oneInFive) {
    boolean coarse =
        switch (logs) {
          case EVENTS -> oneInFive;
          case QMP -> false;
          case VIRSH -> true;
        };
    return new HostClockTraits(
        boundNanos,
        wanderNanos,
        legNanos,
        driftPpb,
        stepPeriodNanos,
        phaseNanos,
        coarse ? Nanos.MILLISECOND : Nanos.MICROSECOND,
        coarse ? 250 * Nanos.MILLISECOND : 5 * Nanos.MILLISECOND);
  }
}
