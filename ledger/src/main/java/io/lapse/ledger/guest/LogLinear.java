package io.lapse.ledger.guest;

/**
 * Buckets for numbers that are not negative: one a number below 256, then 128 for every power of
 * two. A bucket is never wider than 1/128 of the least number in it, so that any of its numbers
 * stands for any other to less than 1 %.
 */
final class LogLinear {
  private static final int BITS = 7;

  private LogLinear() {}

  /** The least number of the bucket that {@code value} is in; {@code value} is not negative. */
  static long least(long value) {
    int shift = shift(value);
    return (value >> shift) << shift;
  }

  /** The largest number of that bucket. */
  static long largest(long value) {
    return least(value) + ((1L << shift(value)) - 1);
  }

  private static int shift(long value) {
    return Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - BITS);
  }
}
