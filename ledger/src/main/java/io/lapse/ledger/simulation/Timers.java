package io.lapse.ledger.simulation;

import io.lapse.ledger.Envelope;
import io.lapse.ledger.guest.ArmedTimer;
import io.lapse.ledger.guest.GuestEvent;
import io.lapse.ledger.guest.TimerClock;
import io.lapse.ledger.guest.TimerKind;
import java.util.ArrayList;
import java.util.List;

/** What is armed in an idle guest: about fifteen timers were counted in a real one. */
final class Timers {
  private static final int TAI_OFFSET_SECONDS = 37;

  private Timers() {}

  /** An inventory; {@code behindNanos} is what the guest's wall clock is behind TAI by. */
  static GuestEvent inventory(
      Envelope envelope, GuestTraits guest, long at, long behindNanos, SplitMix64 dice) {
    long upNanos = at - guest.bootedNanos();
    long realtimeNanos = at - behindNanos - TAI_OFFSET_SECONDS * Nanos.SECOND;
    List<ArmedTimer> timers = new ArrayList<>();
    int count = (int) dice.between(4, 15);
    for (int index = 0; index < count; index++) {
      TimerClock clock = dice.oneOf(List.of(TimerClock.values()));
      long now =
          switch (clock) {
            case MONOTONIC, BOOTTIME -> upNanos;
            case REALTIME -> realtimeNanos;
            case TAI -> at - behindNanos;
          };
      timers.add(timer("t" + index, clock, now, dice));
    }
    return new GuestEvent.Inventory(
        envelope, realtimeNanos, upNanos, upNanos, TAI_OFFSET_SECONDS, timers);
  }

  private static ArmedTimer timer(String id, TimerClock clock, long now, SplitMix64 dice) {
    boolean absolute = dice.chance(700);
    boolean wall = clock == TimerClock.REALTIME || clock == TimerClock.TAI;
    return new ArmedTimer(
        id,
        TimerKind.TIMERFD,
        clock,
        absolute,
        now + dice.logBetween(Nanos.MILLISECOND, Nanos.HOUR),
        dice.chance(500) ? dice.logBetween(10 * Nanos.MILLISECOND, Nanos.MINUTE) : 0,
        wall && absolute && dice.chance(300),
        dice.chance(900));
  }
}
