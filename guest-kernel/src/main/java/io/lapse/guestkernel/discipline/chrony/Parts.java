package io.lapse.guestkernel.discipline.chrony;

import java.math.BigInteger;

/** Arithmetic with frequencies in ppt: parts of 10^12. */
final class Parts {
  /** One, in ppt. */
  static final long ONE_PPT = 1_000_000_000_000L;

  static final long SECOND_NANOS = 1_000_000_000L;

  private Parts() {}

  /** So many parts of a time; toward zero. */
  static long of(long nanos, long ppt) {
    return mulDiv(nanos, ppt, ONE_PPT);
  }

  /**
   * a times b by c, toward zero, without a limit of 64 bits on the way.
   *
   * @throws ArithmeticException if the result does not fit
   */
  static long mulDiv(long a, long b, long c) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b);
    if (high == low >> 63) {
      return low / c;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .divide(BigInteger.valueOf(c))
        .longValueExact();
  }

  static long clamped(long value, long limit) {
    return Math.min(Math.max(value, -limit), limit);
  }
}
