package io.lapse.ledger.simulation;

/** Units, in nanoseconds. */
final class Nanos {
  static final long MICROSECOND = 1_000;
  static final long MILLISECOND = 1_000 * MICROSECOND;
  static final long SECOND = 1_000 * MILLISECOND;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  private Nanos() {}
}
