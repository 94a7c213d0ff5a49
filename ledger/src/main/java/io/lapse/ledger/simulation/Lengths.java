package io.lapse.ledger.simulation;

/** How long things take. */
final class Lengths {
  private Lengths() {}

  /** The host is updated under its guests. */
  static long updateNanos(SplitMix64 dice) {
    return dice.between(10 * Nanos.SECOND, 30 * Nanos.SECOND);
  }

  /** An operator, or a tool, holds the guest. */
  static long pauseNanos(SplitMix64 dice) {
    return dice.logBetween(200 * Nanos.MILLISECOND, 10 * Nanos.MINUTE);
  }

  /** The guest stands still while its disks are copied: 188 ms and 3.66 s were reported. */
  static long checkpointNanos(SplitMix64 dice) {
    return dice.logBetween(50 * Nanos.MILLISECOND, 4 * Nanos.SECOND);
  }

  /** A saved state lies on a disk, or the guest sleeps. */
  static long restNanos(SplitMix64 dice, long maxNanos) {
    return dice.logBetween(Nanos.MINUTE, maxNanos);
  }

  /** From the first restore of a state to the second. */
  static long forkNanos(SplitMix64 dice) {
    return dice.logBetween(5 * Nanos.MINUTE, 4 * Nanos.HOUR);
  }

  /** From the end of a process to the next boot. */
  static long rebootNanos(SplitMix64 dice) {
    return dice.logBetween(30 * Nanos.SECOND, 30 * Nanos.MINUTE);
  }
}
