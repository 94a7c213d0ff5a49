package io.lapse.cli.vmclock;

import io.lapse.guestkernel.vmclock.ClockReading;
import java.time.Instant;
import java.util.Optional;

/** The time of a page in RFC 3339. */
final class Utc {
  /** The last second of the year 9999, beyond which RFC 3339 has no form. */
  private static final long SECOND_MAX = 253_402_300_799L;

  private Utc() {}

  /** Rounded down to ns; empty where the page does not tell UTC, or after the year 9999. */
  static Optional<String> of(ClockReading.Known reading) {
    return reading
        .utcSec()
        .filter(sec -> sec <= SECOND_MAX)
        .map(sec -> Instant.ofEpochSecond(sec, reading.nanosOfSecond()).toString());
  }
}
