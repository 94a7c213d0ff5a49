package io.lapse.ledger.simulation;

import io.lapse.ledger.time.Stamp;
import io.lapse.ledger.time.TaiInstant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A host and its clock. Nothing here changes: offset, steps and failures are functions of true
 * time, so that each guest can ask in its own order, and nothing is kept.
 *
 * <pre>
 *   clock - TAI  =  wander (from one random point to the next)  +  drift since the last step
 * </pre>
 */
final class SimulatedHost {
  private static final long FAILURE_SLOT_NANOS = 7 * Nanos.DAY;
  private static final long FAILURES_PER_MILLE = 200;
  private static final long PPB = 1_000_000_000L;

  private final String name;
  private final long seed;
  private final HostClockTraits clock;
  private final FleetHabits habits;

  private SimulatedHost(String name, long seed, HostClockTraits clock, FleetHabits habits) {
    this.name = name;
    this.seed = seed;
    this.clock = clock;
    this.habits = habits;
  }

  static SimulatedHost of(long fleetSeed, int index, FleetHabits habits) {
    long seed = SplitMix64.hash(fleetSeed, SeedKey.HOST, index);
    HostClockTraits clock = HostClockTraits.draw(new SplitMix64(seed), habits);
    return new SimulatedHost(String.format("host-%03d", index + 1), seed, clock, habits);
  }

  String name() {
    return name;
  }

  /** Bound on |clock - TAI|, at all times. */
  long boundNanos() {
    return clock.boundNanos();
  }

  /**
   * How late this host writes a line. Wild ones are as late as they may be; others mostly write at
   * once, virsh within 1 to 3 ms, and one line in a thousand is late indeed.
   */
  long lateNanos(SplitMix64 dice) {
    if (habits.clocks() == HostClocks.WILD) {
      return dice.between(0, clock.latencyNanos());
    }
    boolean coarse = clock.resolutionNanos() == Nanos.MILLISECOND;
    long least = coarse ? Nanos.MILLISECOND : 20 * Nanos.MICROSECOND;
    long usual = coarse ? 3 * Nanos.MILLISECOND : 500 * Nanos.MICROSECOND;
    return dice.chance(1)
        ? dice.logBetween(usual, clock.latencyNanos())
        : dice.between(least, usual);
  }

  /** What this host writes when it reads its clock at {@code trueNanos}. */
  Stamp stamp(long trueNanos) {
    long stated = trueNanos + offsetNanos(trueNanos);
    long rounded = stated - Math.floorMod(stated, clock.resolutionNanos());
    return new Stamp(
        new TaiInstant(rounded), clock.boundNanos(), clock.resolutionNanos(), clock.latencyNanos());
  }

  /** Clock less TAI, in ns; positive: the host's clock is ahead. */
  long offsetNanos(long trueNanos) {
    long since = trueNanos - FleetPlan.START.nanos();
    return wanderNanos(since) + driftNanos(since);
  }

  private long wanderNanos(long since) {
    long leg = Math.floorDiv(since, clock.legNanos());
    long into = Math.floorMod(since, clock.legNanos());
    long from = turningPointNanos(leg);
    long to = turningPointNanos(leg + 1);
    // In microseconds, or the product would not fit.
    return from
        + Math.floorDiv(
            (to - from) * (into / Nanos.MICROSECOND), clock.legNanos() / Nanos.MICROSECOND);
  }

  private long turningPointNanos(long leg) {
    long range = 2 * clock.wanderNanos() + 1;
    return Long.remainderUnsigned(SplitMix64.hash(seed, SeedKey.WANDER, leg), range)
        - clock.wanderNanos();
  }

  private long driftNanos(long since) {
    long intoPeriod = Math.floorMod(since + clock.phaseNanos(), clock.stepPeriodNanos());
    return Math.floorDiv(clock.driftPpb() * (intoPeriod - clock.stepPeriodNanos() / 2), PPB);
  }

  /** By how much each step moves this clock, in ns; 0 for a clock that is never stepped. */
  long steppedNanos() {
    return -Math.floorDiv(clock.driftPpb() * clock.stepPeriodNanos(), PPB);
  }

  /** When this clock was stepped: true instants after {@code from}, up to {@code to}. */
  List<Long> steps(long from, long to) {
    List<Long> steps = new ArrayList<>();
    if (clock.driftPpb() == 0) {
      return steps;
    }
    long zero = FleetPlan.START.nanos() - clock.phaseNanos();
    long period = clock.stepPeriodNanos();
    for (long n = Math.floorDiv(from - zero, period) + 1; zero + n * period <= to; n++) {
      steps.add(zero + n * period);
    }
    return steps;
  }

  /** Whether this clock runs on undisturbed between two true instants. */
  boolean isSteady(long from, long to) {
    return steps(from, to).isEmpty();
  }

  /** When this host is next drained after {@code from}, up to {@code to}. */
  OptionalLong drain(long from, long to) {
    if (habits.drainNanos() == 0) {
      return OptionalLong.empty();
    }
    long slotNanos = habits.drainNanos();
    long begin = FleetPlan.START.nanos();
    for (long slot = Math.floorDiv(from - begin, slotNanos);
        begin + slot * slotNanos <= to;
        slot++) {
      long hash = SplitMix64.hash(seed, SeedKey.DRAIN, slot);
      long at = begin + slot * slotNanos + Long.remainderUnsigned(hash, slotNanos);
      if (at > from && at <= to) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** The first failure of this host after {@code from}, up to {@code to}. */
  OptionalLong failure(long from, long to) {
    long begin = FleetPlan.START.nanos();
    for (long slot = Math.floorDiv(from - begin, FAILURE_SLOT_NANOS);
        begin + slot * FAILURE_SLOT_NANOS <= to;
        slot++) {
      SplitMix64 dice = new SplitMix64(SplitMix64.hash(seed, SeedKey.FAILURE, slot));
      boolean fails = dice.chance(FAILURES_PER_MILLE);
      long at = begin + slot * FAILURE_SLOT_NANOS + dice.between(0, FAILURE_SLOT_NANOS - 1);
      if (fails && at > from && at <= to) {
        return OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }
}
