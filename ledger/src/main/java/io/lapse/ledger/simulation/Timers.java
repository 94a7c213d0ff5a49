package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is armed in a guest. In a real idle one fifteen timers were counted: eight tasks that slept
 * or waited with a timeout, six of the kernel's own, one timerfd.
 */
final class Timers {
  private static final int TAI_OFFSET_SECONDS = 37;

  /** Of fifteen timers. */
  private static final List<TimerKind> KINDS =
      Stream.of(
              Collections.nCopies(7, TimerKind.NANOSLEEP),
              Collections.nCopies(6, TimerKind.KERNEL),
              List.of(TimerKind.POSIX, TimerKind.TIMERFD))
          .flatMap(List::stream)
          .toList();

  private Timers() {}

  /** An inventory; {@code behindNanos} is what the guest's wall clock is behind TAI by. */
  static GuestEvent inventory(
      Envelope envelope, GuestTraits guest, long at, long behindNanos, SplitMix64 dice) {
    long upNanos = at - guest.bootedNanos();
    long realtimeNanos = at - behindNanos - TAI_OFFSET_SECONDS * Nanos.SECOND;
    List<ArmedTimer> timers = new ArrayList<>();
    int count = guest.timers() + (int) dice.between(-guest.timers() / 4, guest.timers() / 4);
    for (int index = 0; index < count; index++) {
      TimerKind kind = KINDS.get((int) dice.between(0, KINDS.size() - 1L));
      TimerClock clock = kind == TimerKind.KERNEL ? TimerClock.MONOTONIC : clock(dice);
      long now =
          switch (clock) {
            case MONOTONIC, BOOTTIME -> upNanos;
            case REALTIME -> realtimeNanos;
            case TAI -> at - behindNanos;
          };
      timers.add(timer("t" + index, kind, clock, now, dice));
    }
    return new GuestEvent.Inventory(
        envelope, realtimeNanos, upNanos, upNanos, TAI_OFFSET_SECONDS, timers);
  }

  /** Programs wait on MONOTONIC, most of them. */
  private static TimerClock clock(SplitMix64 dice) {
    return dice.chance(600) ? TimerClock.MONOTONIC : dice.oneOf(List.of(TimerClock.values()));
  }

  private static ArmedTimer timer(
      String id, TimerKind kind, TimerClock clock, long now, SplitMix64 dice) {
    boolean absolute = dice.chance(700);
    boolean wall = clock == TimerClock.REALTIME || clock == TimerClock.TAI;
    return new ArmedTimer(
        id,
        kind,
        clock,
        absolute,
        now + dice.logBetween(Nanos.MILLISECOND, Nanos.HOUR),
        dice.chance(500) ? dice.logBetween(10 * Nanos.MILLISECOND, Nanos.MINUTE) : 0,
        kind == TimerKind.TIMERFD && wall && absolute && dice.chance(300),
        dice.chance(900));
  }
}
