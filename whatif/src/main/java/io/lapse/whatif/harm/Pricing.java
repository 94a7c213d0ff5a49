package io.lapse.whatif.harm;

import io.lapse.ledger.account.Closing;
import io.lapse.ledger.account.Moved;
import io.lapse.ledger.account.Outage;
import io.lapse.ledger.account.TimersAtStop;
import io.lapse.ledger.catchup.CatchUpLimits;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerHistogram;
import io.lapse.ledger.timers.ExpiryEstimate;
import io.lapse.ledger.timers.ExpiryEstimate.BaseExpiry;
import io.lapse.ledger.timers.ExpiryEstimate.Basis;
import io.lapse.whatif.stall.StallLimits;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of one outage, as they come together. */
final class Pricing {
  private final Outage outage;
  private final GuestEvent.@Nullable Profile profile;
  private final Figures figures = new Figures();

  Pricing(Outage outage, GuestEvent.@Nullable Profile profile) {
    this.outage = outage;
    this.profile = profile;
  }

  Figures figures() {
    return figures;
  }

  void outage(boolean wouldDie) {
    figures.add(Figure.OUTAGES, 1);
    figures.add(Figure.WOULD_DIE, wouldDie ? 1 : 0);
  }

  void killed() {
    figures.add(Figure.KILLED, 1);
  }

  void future(Future future) {
    switch (future) {
      case COMPENSATED -> figures.add(Figure.COMPENSATED, 1);
      case INJECTED -> figures.add(Figure.INJECTED, 1);
      case SLEPT -> figures.add(Figure.SLEPT, 1);
      case KILLED -> throw new IllegalArgumentException("a killed guest has no future");
    }
  }

  void recorded(Closing closing, Moved moved) {
    figures.add(Figure.COMPENSATED, closing.advanceNanos() != 0 ? 1 : 0);
    figures.add(Figure.INJECTED, moved.injectedNanos() != 0 ? 1 : 0);
    figures.add(Figure.SLEPT, closing.sleptNanos() != 0 ? 1 : 0);
  }

  void timers(@Nullable ExpiryEstimate expired) {
    if (expired == null || expired.basis() == Basis.UNSUPPORTED_GUEST) {
      figures.add(Figure.TIMERS_UNKNOWN, 1);
      return;
    }
    long expected = total(expired, BaseExpiry::expected);
    figures.add(Figure.TIMERS_BY_PRIOR, expired.basis() == Basis.PRIOR ? 1 : 0);
    figures.add(Figure.TIMERS, expected);
    figures.add(Figure.TIMERS_LOW, expired.lowTotal());
    figures.add(Figure.TIMERS_HIGH, expired.highTotal());
    figures.add(
        Figure.MONOTONIC_TIMERS,
        Optional.ofNullable(expired.monotonic()).map(BaseExpiry::expected).orElse(0L));
    figures.add(Figure.OVERRUNS, total(expired, BaseExpiry::overruns));
    figures.add(Figure.BURST_MAX, expected);
    figures.add(Figure.MASS_EXPIRIES, expected > outage.policy().massExpiryLimit() ? 1 : 0);
  }

  private static long total(ExpiryEstimate expired, ToLongFunction<BaseExpiry> figure) {
    return Stream.of(expired.monotonic(), expired.boottime(), expired.realtime(), expired.tai())
        .mapToLong(base -> base == null ? 0 : figure.applyAsLong(base))
        .reduce(0, Math::addExact);
  }

  /**
   * The guest's counter goes forward at once.
   *
   * @param nanos not negative
   */
  void advance(long nanos) {
    if (nanos == 0) {
      return;
    }
    figures.add(Figure.MONOTONIC_JUMPS, 1);
    figures.add(Figure.MONOTONIC_JUMPED_MS, nanos);
    figures.add(Figure.MONOTONIC_JUMP_MAX_NS, nanos);
    if (!outage.supported()) {
      return;
    }
    stalls(nanos);
    catchUp(nanos);
  }

  private void stalls(long nanos) {
    StallLimits limits = StallLimits.of(profile == null ? null : profile.kernel());
    figures.add(Figure.SOFT_LOCKUPS, nanos >= limits.softLockupNanos() ? 1 : 0);
    figures.add(Figure.RCU_STALLS, nanos >= limits.rcuStallNanos() ? 1 : 0);
    figures.add(Figure.WORKQUEUE_LOCKUPS, nanos >= limits.workqueueNanos() ? 1 : 0);
    figures.add(Figure.HUNG_TASKS, nanos >= limits.hungTaskNanos() ? 1 : 0);
  }

  private void catchUp(long nanos) {
    if (profile == null || !CatchUpLimits.areKnown(profile)) {
      figures.add(Figure.CATCH_UP_UNKNOWN, 1);
      return;
    }
    Optional<CatchUpLimits> exceeded = CatchUpLimits.exceededBy(nanos, profile);
    if (exceeded.isEmpty()) {
      return;
    }
    CatchUpLimits limits = exceeded.get();
    figures.add(Figure.MAX_IDLE_CROSSED, 1);
    figures.add(
        Figure.MAX_CYCLES_CROSSED, limits.wraps() && nanos > limits.maxCyclesNanos() ? 1 : 0);
    figures.add(Figure.WRAPS, limits.wraps() && nanos > limits.wrapNanos() ? 1 : 0);
  }

  /**
   * REALTIME is stepped against MONOTONIC.
   *
   * @param nanos positive forward
   */
  void step(long nanos) {
    if (nanos == 0) {
      return;
    }
    long size = Math.absExact(nanos);
    figures.add(Figure.REALTIME_STEPS, 1);
    figures.add(Figure.REALTIME_STEPPED_MS, size);
    figures.add(Figure.REALTIME_STEP_MAX_NS, size);
    figures.add(Figure.BACKWARD_STEPS, nanos < 0 ? 1 : 0);
  }

  /** Whoever waits for the wall clock to be set wakes. */
  void cancelled(boolean wasSet) {
    TimersAtStop timers = outage.timers();
    if (wasSet && timers != null) {
      figures.add(Figure.CANCELLED_TIMERS, cancelOnSet(timers.inventory().input()));
    }
  }

  /** The flag counts for absolute timers of CLOCK_REALTIME alone. */
  private static long cancelOnSet(GuestEvent.Inventory inventory) {
    TimerHistogram histogram = inventory.histogram();
    if (histogram == null) {
      return inventory.timers().stream()
          .filter(timer -> timer.cancelOnSet() && timer.base() == TimerClock.REALTIME)
          .count();
    }
    return histogram.cells().stream()
        .filter(cell -> cell.cancelOnSet() && cell.base() == TimerClock.REALTIME)
        .mapToLong(TimerHistogram.Cell::count)
        .sum();
  }

  /** NTP is told in every case: the hosts' clocks and the new hardware bring their own error. */
  void notice() {
    figures.add(Figure.NTP_RESETS, 1);
  }
}
