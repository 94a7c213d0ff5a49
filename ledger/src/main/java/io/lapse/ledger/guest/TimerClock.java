package io.lapse.ledger.guest;

/** The clock that a timer names; {@link ArmedTimer#base()} is the one that it runs on. */
public enum TimerClock {
  MONOTONIC,
  BOOTTIME,
  REALTIME,
  TAI
}
