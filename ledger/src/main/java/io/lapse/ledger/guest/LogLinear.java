package io.lapse.ledger.guest;

/**
 * Buckets for numbers that are not negative: one a number below 256, then 128 for every power of
 * two. A bucket is never wider than 1/128 of the least number in it, so that any of its numbers
 * stands for any other to less than 1 %.
 */
public final class LogLinear {
  private static final int BITS = 7;

  /** Below it every number has a bucket of its own. */
  private static final int EXACT_BELOW = 1 << (BITS + 1);

  /** The bucket of {@code Long.MAX_VALUE}. */
  public static final int BUCKET_MAX = EXACT_BELOW + ((Long.SIZE - 2 - BITS) << BITS) - 1;

  private LogLinear() {}

  /** Which bucket {@code value} is in, counted from 0; {@code value} is not negative. */
  public static int bucket(long value) {
    int shift = shift(value);
    return (shift << BITS) + (int) (value >> shift);
  }

  /** The least number of a bucket. */
  public static long leastOf(int bucket) {
    if (bucket < EXACT_BELOW) {
      return bucket;
    }
    int shift = (bucket >> BITS) - 1;
    return (long) (bucket - (shift << BITS)) << shift;
  }

  /** The least number of the bucket that {@code value} is in; {@code value} is not negative. */
  static long least(long value) {
    int shift = shift(value);
    return (value >> shift) << shift;
  }

  /** The largest number of that bucket. */
  public static long largest(long value) {
    return least(value) + ((1L << shift(value)) - 1);
  }

  private static int shift(long value) {
    return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS);
  }
}
