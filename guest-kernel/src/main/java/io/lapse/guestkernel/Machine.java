package io.lapse.guestkernel;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.NtpState;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timer.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clocks, NTP and timers as one value, so that an operation either happens whole or, if its numbers
 * do not fit, not at all.
 */
record Machine(Timekeeper clocks, NtpState ntp, TimerQueue timers) {
  private static final Set<Clock> WALL = Set.of(Clock.REALTIME, Clock.TAI);
  private static final Set<Clock> WALL_AND_BOOT = Set.of(Clock.REALTIME, Clock.TAI, Clock.BOOTTIME);

  static Machine started(KernelStart start) {
    return new Machine(
        start.clocks(), start.ntp(), TimerQueue.armed(start.timers(), start.clocks()));
  }

  /** The guest runs: MONOTONIC moves, timers expire one by one. */
  Moved run(long nanos) {
    Timekeeper now = clocks.run(nanos);
    return new Moved(this, List.of()).then(now, ntp, timers.ran(clocks, now));
  }

  /**
   * The counter is advanced while the guest stands still. NTP does not notice. Backwards nothing
   * moves: the kernel takes a counter behind its last reading for one that stands still.
   */
  Moved jump(long nanos) {
    Timekeeper now = clocks.run(Math.max(0, nanos));
    return new Moved(this, List.of()).then(now, ntp, timers.jumped(now));
  }

  /** {@code timekeeping_resume}: sleep is added, NTP is kept. Negative sleep is ignored. */
  Moved resume(long sleptNanos) {
    if (sleptNanos <= 0) {
      return new Moved(this, List.of());
    }
    Timekeeper now = clocks.injectSleeptime(sleptNanos).orElseThrow();
    return wasSet(now, ntp, WALL_AND_BOOT);
  }

  Moved injectOffset(long nanos) {
    return step("timekeeping_inject_offset", nanos, clocks.injectOffset(nanos), WALL);
  }

  Moved injectSleeptime(long nanos) {
    return step(
        "timekeeping_inject_sleeptime64", nanos, clocks.injectSleeptime(nanos), WALL_AND_BOOT);
  }

  Moved setTaiOffset(int seconds) {
    return clocks
        .setTaiOffset(seconds)
        .map(now -> wasSet(now, ntp, WALL))
        .orElseGet(() -> refused("process_adj_tai", seconds));
  }

  /** What an NTP daemon is owed after every restart, moved or not. */
  Moved clearNtp() {
    return new Moved(new Machine(clocks, ntp.clear(), timers), List.of(new Effect.NtpCleared()));
  }

  private Moved step(String operation, long nanos, Optional<Timekeeper> stepped, Set<Clock> bases) {
    if (stepped.isEmpty()) {
      return refused(operation, nanos);
    }
    Moved cleared = clearNtp();
    return cleared.and(cleared.next().wasSet(stepped.get(), cleared.next().ntp(), bases));
  }

  private Moved wasSet(Timekeeper now, NtpState nextNtp, Set<Clock> bases) {
    return new Moved(this, List.of(new Effect.ClockWasSet(bases)))
        .then(now, nextNtp, timers.wasSet(clocks, now));
  }

  private Moved refused(String operation, long argument) {
    return new Moved(this, List.of(new Effect.Refused(operation, argument)));
  }

  /** The machine after an operation, and what the operation did. */
  record Moved(Machine next, List<Effect> effects) {
    Moved {
      effects = List.copyOf(effects);
    }

    /** This, and then {@code later}, which started from it. */
    Moved and(Moved later) {
      List<Effect> all = new ArrayList<>(effects);
      all.addAll(later.effects);
      return new Moved(later.next, all);
    }

    private Moved then(Timekeeper clocks, NtpState ntp, TimerQueue.Fired fired) {
      return and(new Moved(new Machine(clocks, ntp, fired.next()), fired.effects()));
    }
  }
}
