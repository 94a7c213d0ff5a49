package io.lapse.guestkernel.timekeeping;

/**
 * The clocks that a guest's programs read, by their names without {@code CLOCK_}; those with timers
 * first, in the order in which the kernel runs their hrtimer bases.
 */
public enum Clock {
  /** Runs while the guest runs; never set, never steps. */
  MONOTONIC,
  /** UTC, as far as the guest knows. */
  REALTIME,
  /** MONOTONIC plus what the guest slept. */
  BOOTTIME,
  /** REALTIME plus the TAI offset. */
  TAI,
  /** MONOTONIC without NTP's frequency correction; it has no timers. */
  MONOTONIC_RAW
}
