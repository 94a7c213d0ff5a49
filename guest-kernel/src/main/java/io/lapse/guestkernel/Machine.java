package io.lapse.guestkernel;

import io.lapse.guestkernel.effect.Effect;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.timekeeping.Clock;
import io.lapse.guestkernel.timekeeping.Clocks;
import io.lapse.guestkernel.timekeeping.Timekeeper;
import io.lapse.guestkernel.timer.TimerQueue;
import io.lapse.guestkernel.watchdog.ClocksourceWatchdog;
import io.lapse.guestkernel.watchdog.Watchdogs;
import io.lapse.guestkernel.watchdog.Watchdogs.Seen;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Counter, clocks, NTP, timers and watchdogs of one guest, and what each operation does to them. An
 * operation computes the clocks on a copy first: one whose numbers do not fit throws {@link
 * ArithmeticException} and has changed nothing.
 */
final class Machine {
  private static final Set<Clock> WALL = Set.of(Clock.REALTIME, Clock.TAI);
  private static final Set<Clock> WALL_AND_BOOT = Set.of(Clock.REALTIME, Clock.TAI, Clock.BOOTTIME);

  /** NTP never makes a clock faster than this, in parts of its counter. */
  private static final int FASTEST_SHIFT = 2;

  private final KernelBuild build;
  private final TimerQueue timers;
  private final Watchdogs watchdogs;
  private Timekeeper clocks;
  private long counterPpb;
  private long hpetNanos;

  /** MONOTONIC at the last moment at which timers were looked at. */
  private long seenNanos;

  /** The counter has jumped, and no tick has come since. */
  private boolean jumped;

  Machine(KernelStart start) {
    build = start.build();
    Ntp ntp = new Ntp(build.hz(), start.ntp());
    clocks = new Timekeeper(build.clocksource(), build.overflow(), build.hz(), start.clocks(), ntp);
    timers = TimerQueue.armed(start.timers(), clocks);
    seenNanos = clocks.monotonicNanos();
    ClocksourceWatchdog watchdog =
        build.clocksourceWatchdog()
            ? new ClocksourceWatchdog(VersionRules.skipsLongIntervals(build.version()), seen())
            : null;
    watchdogs = new Watchdogs(build.load(), build.hz(), watchdog, seen());
  }

  private Machine(Machine other) {
    build = other.build;
    timers = other.timers.copy();
    watchdogs = other.watchdogs.copy();
    clocks = other.clocks.copy();
    counterPpb = other.counterPpb;
    hpetNanos = other.hpetNanos;
    seenNanos = other.seenNanos;
    jumped = other.jumped;
  }

  Machine copy() {
    return new Machine(this);
  }

  KernelBuild build() {
    return build;
  }

  Timekeeper clocks() {
    return clocks;
  }

  TimerQueue timers() {
    return timers;
  }

  /** The guest runs: a tick comes when an interval of the counter is over. */
  void run(long nanos, Consumer<Effect> effects) {
    requireFits(nanos);
    long cycles = build.counter().cyclesIn(nanos, counterPpb);
    long hpetEndNanos = hpetNanos + nanos;
    while (cycles > 0) {
      // After a jump nobody knows where in its period the tick stands.
      long toTick = jumped ? clocks.cycleInterval() : clocks.cyclesToTick();
      long step = Math.min(cycles, Math.max(1, toTick));
      clocks.count(step);
      cycles -= step;
      hpetNanos += build.counter().nanosIn(step, counterPpb);
      if (step == toTick) {
        tick(effects);
      }
    }
    hpetNanos = hpetEndNanos; // Without what the steps were rounded down by.
    if (!jumped) {
      expire(effects);
    }
  }

  private void requireFits(long nanos) {
    Clocks now = clocks.clocks();
    long latest = Math.max(now.taiNanos(), now.boottimeNanos());
    Math.addExact(
        Math.max(latest, now.monotonicRawNanos()), Math.addExact(nanos, nanos >> FASTEST_SHIFT));
  }

  private void tick(Consumer<Effect> effects) {
    if (!jumped) {
      expireUntilTheSecond(effects);
    }
    boolean leapt = clocks.advance();
    if (jumped) {
      jumped = false;
      timers.jumped(clocks, effects);
      seenNanos = clocks.monotonicNanos();
    } else {
      expire(effects);
    }
    if (leapt) {
      wasSet(WALL, effects);
    }
    watch(effects);
  }

  /**
   * If a second of REALTIME begins in this tick: a leap in it moves no timer that is due before.
   */
  private void expireUntilTheSecond(Consumer<Effect> effects) {
    long now = clocks.monotonicNanos();
    long begins = now - Math.floorMod(now + clocks.offsReal(), 1_000_000_000L);
    if (begins > seenNanos) {
      timers.ran(seenNanos, begins - 1, clocks, effects);
      seenNanos = begins;
    }
  }

  private void expire(Consumer<Effect> effects) {
    timers.ran(seenNanos, clocks.monotonicNanos(), clocks, effects);
    seenNanos = clocks.monotonicNanos();
  }

  private void watch(Consumer<Effect> effects) {
    boolean stable = !watchdogs.isUnstable();
    watchdogs.tick(seen(), effects);
    if (stable && watchdogs.isUnstable()) {
      // change_clocksource(); the clocks go on by the same counter.
      clocks.forwardNow();
      clearNtp(effects);
    }
  }

  private Seen seen() {
    return new Seen(clocks.monotonicNanos(), clocks.rawNanos(), hpetNanos);
  }

  /**
   * The counter moves at once.
   *
   * @param tickPending whether a timer interrupt is due: without it nothing is noticed yet
   */
  void jump(long nanos, boolean tickPending, boolean guestStopped, Consumer<Effect> effects) {
    Timekeeper next = clocks.copy();
    next.count(build.counter().cyclesIn(nanos, counterPpb));
    Timekeeper ticked = next.copy();
    boolean leapt = ticked.advance();
    ticked.clocks();
    hpetNanos += nanos;
    if (guestStopped) {
      watchdogs.guestStopped();
    }
    if (!tickPending) {
      clocks = next;
      jumped = true;
      return;
    }
    clocks = ticked;
    jumped = false;
    timers.jumped(clocks, effects);
    if (leapt) {
      wasSet(WALL, effects);
    }
    seenNanos = clocks.monotonicNanos();
    watch(effects);
  }

  /** The guest runs, and nobody looks: like an idle one that wakes once, at the end. */
  void skip(long nanos) {
    requireFits(nanos);
    clocks.count(build.counter().cyclesIn(nanos, counterPpb));
    hpetNanos += nanos;
    jumped = true;
    tick(effect -> {});
  }

  /** {@code timekeeping_suspend} and {@code timekeeping_resume}: sleep is added, NTP is kept. */
  void resume(long sleptNanos, Consumer<Effect> effects) {
    Timekeeper next = clocks.copy();
    next.injectSleeptime(Math.max(0, sleptNanos));
    next.clocks();
    clocks = next;
    watchdogs.resumed(seen());
    if (sleptNanos > 0) {
      wasSet(WALL_AND_BOOT, effects);
    }
  }

  boolean injectOffset(long nanos, Consumer<Effect> effects) {
    return stepped("timekeeping_inject_offset", nanos, clocks.injectOffset(nanos), effects);
  }

  boolean setTime(long realtimeNanos, Consumer<Effect> effects) {
    if (realtimeNanos < 0 || realtimeNanos / 1_000_000_000L >= Timekeeper.SETTOD_SECONDS_MAX) {
      effects.accept(new Effect.Refused("do_settimeofday64", realtimeNanos));
      return false;
    }
    clocks.forwardNow();
    long nanos = Math.subtractExact(realtimeNanos, clocks.clocks().realtimeNanos());
    return stepped("do_settimeofday64", realtimeNanos, clocks.injectOffset(nanos), effects);
  }

  /** A refused step has cleared NTP as well: the clocks were forwarded, and updated whole. */
  private boolean stepped(
      String operation, long argument, boolean accepted, Consumer<Effect> effects) {
    if (!accepted) {
      effects.accept(new Effect.Refused(operation, argument));
    }
    if (accepted || VersionRules.clearsNtpWhenItRefuses(build.version())) {
      clearNtp(effects);
    }
    if (accepted) {
      wasSet(WALL, effects);
    }
    return accepted;
  }

  boolean injectSleeptime(long nanos, Consumer<Effect> effects) {
    if (nanos < 0) {
      effects.accept(new Effect.Refused("timekeeping_inject_sleeptime64", nanos));
      return false;
    }
    Timekeeper next = clocks.copy();
    next.injectSleeptime(nanos);
    next.clocks();
    clocks = next;
    clearNtp(effects);
    wasSet(WALL_AND_BOOT, effects);
    return true;
  }

  /** {@code do_adjtimex}. False: EINVAL, and nothing but a refused step has happened. */
  boolean adjtimex(AdjtimexCall call, Consumer<Effect> effects) {
    if (!call.isValid()) {
      effects.accept(new Effect.Refused("adjtimex", call.modes()));
      return false;
    }
    boolean steps = call.has(AdjtimexCall.ADJ_SETOFFSET);
    if (steps && !call.isAdjtime() && !injectOffset(call.timeNanos(), effects)) {
      return false;
    }
    int tai = clocks.ntp().adjust(call, clocks.realSeconds(), clocks.taiOffset());
    if (tai != clocks.taiOffset()) {
      clocks.setTaiOffset(tai);
      wasSet(WALL, effects);
    }
    boolean frequency = call.has(AdjtimexCall.ADJ_FREQUENCY | AdjtimexCall.ADJ_TICK);
    if (frequency && !call.isAdjtime() && clocks.applyFrequency()) {
      wasSet(WALL, effects);
    }
    return true;
  }

  void clearNtp(Consumer<Effect> effects) {
    clocks.ntp().clear();
    effects.accept(new Effect.NtpCleared());
  }

  /** The owner reads its timers. */
  void read(Iterable<String> ids, boolean gettime, Consumer<Effect> effects) {
    for (String id : ids) {
      timers.read(id, gettime, clocks, effects);
    }
  }

  void changeCounter(long ppb) {
    if (ppb <= -1_000_000_000L) {
      throw new IllegalArgumentException("ppb must be more than -1000000000: " + ppb);
    }
    counterPpb = ppb;
  }

  private void wasSet(Set<Clock> bases, Consumer<Effect> effects) {
    effects.accept(new Effect.ClockWasSet(bases));
    timers.wasSet(clocks, effects);
    seenNanos = clocks.monotonicNanos();
  }
}
