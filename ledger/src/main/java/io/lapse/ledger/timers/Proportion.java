package io.lapse.ledger.timers;

import java.math.BigInteger;

/** Parts of counts. */
final class Proportion {
  private Proportion() {}

  /**
   * {@code count * part / whole}, to the nearest, a half up.
   *
   * @param count not negative
   * @param part not negative
   * @param whole positive
   * @throws ArithmeticException if it exceeds 64 bits
   */
  static long of(long count, long part, long whole) {
    long half = whole / 2;
    long product = count * part;
    boolean fits = Math.multiplyHigh(count, part) == 0 && product >= 0;
    if (fits && product <= Long.MAX_VALUE - half) {
      return (product + half) / whole;
    }
    return BigInteger.valueOf(count)
        .multiply(BigInteger.valueOf(part))
        .add(BigInteger.valueOf(half))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }
}
