package io.lapse.ledger.account;

import io.lapse.ledger.guest.TimerClock;

/**
 * What was moved after an outage on its account.
 *
 * @param injectedNanos by the guest's kernel; positive forward
 * @param injectedAsSleepNanos the part of it that moved BOOTTIME too
 * @param correctedNanos by an NTP daemon or an agent
 */
public record Moved(long injectedNanos, long injectedAsSleepNanos, long correctedNanos) {
  static final Moved NOTHING = new Moved(0, 0, 0);

  Moved injected(long nanos, boolean asSleep) {
    return new Moved(
        Math.addExact(injectedNanos, nanos),
        asSleep ? Math.addExact(injectedAsSleepNanos, nanos) : injectedAsSleepNanos,
        correctedNanos);
  }

  Moved corrected(long nanos) {
    return new Moved(injectedNanos, injectedAsSleepNanos, Math.addExact(correctedNanos, nanos));
  }

  /** By how much a base of the guest's timers has moved at once, all in all. */
  long advanceNanos(Closing closing, TimerClock base) {
    long counter = closing.advanceNanos();
    long slept = Math.addExact(counter, closing.sleptNanos());
    return switch (base) {
      case MONOTONIC -> counter;
      case BOOTTIME -> Math.addExact(slept, injectedAsSleepNanos);
      case REALTIME, TAI -> Math.addExact(slept, Math.addExact(injectedNanos, correctedNanos));
    };
  }
}
