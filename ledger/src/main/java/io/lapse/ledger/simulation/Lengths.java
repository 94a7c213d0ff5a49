package io.lapse.ledger.simulation;

/** How long things take. */
final class Lengths {
  /**
   * The quantiles of a lognormal with a median of 50 ms and 300 ms at 99 %: live migration as it
   * was published (VEE 2018, doi 10.1145/3186411.3186415). Share in millionths, and microseconds.
   */
  private static final long[][] BLACKOUT_QUANTILES = {
    {0, 5_000},
    {10_000, 8_330},
    {50_000, 14_080},
    {100_000, 18_630},
    {250_000, 29_740},
    {500_000, 50_000},
    {750_000, 84_060},
    {900_000, 134_200},
    {950_000, 177_500},
    {990_000, 300_000},
    {999_000, 540_000},
    {999_900, 877_000},
    {1_000_000, 1_000_000},
  };

  private Lengths() {}

  /** A live migration: the lognormal, one in a thousand up to 5 s, and some in-place updates. */
  static long blackoutNanos(SplitMix64 dice) {
    long rare = dice.between(0, 99_999);
    if (rare < 5) {
      return updateNanos(dice);
    }
    if (rare < 105) {
      return dice.logBetween(500 * Nanos.MILLISECOND, 5 * Nanos.SECOND);
    }
    long share = dice.between(0, 999_999);
    int upper = 1;
    while (BLACKOUT_QUANTILES[upper][0] < share) {
      upper++;
    }
    long[] from = BLACKOUT_QUANTILES[upper - 1];
    long[] to = BLACKOUT_QUANTILES[upper];
    long micros = from[1] + (to[1] - from[1]) * (share - from[0]) / (to[0] - from[0]);
    return micros * Nanos.MICROSECOND + dice.between(0, 999);
  }

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

  /** A saved state lies on a disk, or the guest sleeps. Well below the ledger's horizon. */
  static long restNanos(SplitMix64 dice) {
    return dice.logBetween(Nanos.MINUTE, 8 * Nanos.HOUR);
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
