package io.lapse.ledger.simulation;

/**
 * How long live migrations stop a guest: a lognormal through two points, whose longest 0.105 % make
 * way for what a lognormal does not know, up to 5 s and in-place updates of up to 30 s. They lie
 * above the body that is left, so the two points stay where they were asked for.
 *
 * @param p50Nanos the median; 1 ms to 1 min
 * @param p99Nanos at 99 %; more than the median, at most a thousand times as much and 1 h
 */
public record Blackouts(long p50Nanos, long p99Nanos) {

  /** Google's, as published: VEE 2018, doi 10.1145/3186411.3186415. */
  public static final Blackouts PUBLISHED =
      new Blackouts(50 * Nanos.MILLISECOND, 300 * Nanos.MILLISECOND);

  /** Shares are counted in these. */
  static final long WHOLE = 1_000_000_000;

  private static final long UPDATES_FROM = WHOLE - 50_000;
  private static final long TAIL_FROM = WHOLE - 1_050_000;

  /**
   * The upper half of the standard normal's quantiles, in millionths: at 0.50, 0.51, ... 0.99, then
   * at {@link #FAR_SHARES}. Between two of them, on a straight line. Python makes them again:
   * {@code [round(statistics.NormalDist().inv_cdf(p) * 1e6) for p in shares]}.
   */
  private static final long[] QUANTILES = {
    0, 25_069, 50_154, 75_270, 100_434, 125_661, 150_969, 176_374, 201_893, 227_545, 253_347,
    279_319, 305_481, 331_853, 358_459, 385_320, 412_463, 439_913, 467_699, 495_850, 524_401,
    553_385, 582_842, 612_813, 643_345, 674_490, 706_303, 738_847, 772_193, 806_421, 841_621,
    877_896, 915_365, 954_165, 994_458, 1_036_433, 1_080_319, 1_126_391, 1_174_987, 1_226_528,
    1_281_552, 1_340_755, 1_405_072, 1_475_791, 1_554_774, 1_644_854, 1_750_686, 1_880_794,
    2_053_749, 2_326_348, 2_408_916, 2_512_144, 2_652_070, 2_878_162, 3_090_232, 3_290_527,
    3_719_016, 4_264_891,
  };

  private static final long[] FAR_SHARES = {
    992_000_000, 994_000_000, 996_000_000, 998_000_000,
    999_000_000, 999_500_000, 999_900_000, 999_990_000,
  };

  private static final int P99_INDEX = 49;
  private static final long STEP = WHOLE / 100;

  public Blackouts {
    requireWithin("p50Nanos", p50Nanos, Nanos.MILLISECOND, Nanos.MINUTE);
    requireWithin("p99Nanos", p99Nanos, p50Nanos + 1, Math.min(1_000 * p50Nanos, Nanos.HOUR));
  }

  /** A length; {@code share} of all are shorter, 0 to 999,999,999. */
  long lengthNanos(long share, SplitMix64 dice) {
    if (share >= UPDATES_FROM) {
      long low = Math.max(10 * Nanos.SECOND, tailEndNanos());
      return dice.between(low, 3 * low);
    }
    if (share >= TAIL_FROM) {
      return dice.logBetween(tailBeginNanos(), tailEndNanos());
    }
    return bodyNanos(share);
  }

  private long tailBeginNanos() {
    return Math.max(500 * Nanos.MILLISECOND, bodyNanos(TAIL_FROM));
  }

  private long tailEndNanos() {
    return Math.max(5 * Nanos.SECOND, 2 * tailBeginNanos());
  }

  /** The lognormal alone. */
  long bodyNanos(long share) {
    long upper = Math.max(share, WHOLE - 1 - share);
    long quantile = upperQuantile(upper);
    long signed = share == upper ? quantile : -quantile;
    long octavesToP99 = FixedPoint.octaves(p50Nanos, p99Nanos);
    return FixedPoint.scaled(p50Nanos, Math.floorDiv(octavesToP99 * signed, QUANTILES[P99_INDEX]));
  }

  private static long upperQuantile(long share) {
    int index = 0;
    while (index + 2 < QUANTILES.length && shareAt(index + 1) <= share) {
      index++;
    }
    long from = shareAt(index);
    long past = Math.min(share, shareAt(index + 1)) - from;
    long rise = QUANTILES[index + 1] - QUANTILES[index];
    return QUANTILES[index] + rise * past / (shareAt(index + 1) - from);
  }

  private static long shareAt(int index) {
    return index <= P99_INDEX ? WHOLE / 2 + index * STEP : FAR_SHARES[index - P99_INDEX - 1];
  }

  private static void requireWithin(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max + ": " + value);
    }
  }
}
