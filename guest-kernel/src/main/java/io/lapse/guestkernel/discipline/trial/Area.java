package io.lapse.guestkernel.discipline.trial;

import java.math.BigInteger;

/**
 * The integral of the size of an error, exactly: an hour's error for twelve hours is 1.6 * 10^26 ns
 * times ns, and does not fit 64 bits.
 */
final class Area {
  /** Twice an area, in ns times ns, by an area in ns times s. */
  private static final BigInteger TWICE_A_SECOND = BigInteger.valueOf(2_000_000_000L);

  private BigInteger twice = BigInteger.ZERO;

  /** What is not yet added to {@link #twice}: most areas are small. */
  private long twiceSmall;

  /**
   * The error changed evenly from one to the other.
   *
   * @param passedNanos not negative
   */
  void add(long errorNanos, long newErrorNanos, long passedNanos) {
    boolean crossesZero = (errorNanos ^ newErrorNanos) < 0;
    long sum = Math.addExact(Math.abs(errorNanos), Math.abs(newErrorNanos));
    if (crossesZero) {
      twice = twice.add(triangles(errorNanos, newErrorNanos, passedNanos));
      return;
    }
    long low = sum * passedNanos;
    boolean fits = Math.multiplyHigh(sum, passedNanos) == 0 && low >= 0;
    if (fits && twiceSmall + low >= 0) {
      twiceSmall += low;
      return;
    }
    twice =
        twice
            .add(BigInteger.valueOf(twiceSmall))
            .add(BigInteger.valueOf(sum).multiply(BigInteger.valueOf(passedNanos)));
    twiceSmall = 0;
  }

  /** Two triangles, that share the time by the sizes of their errors; rounded down. */
  private static BigInteger triangles(long errorNanos, long newErrorNanos, long passedNanos) {
    BigInteger before = BigInteger.valueOf(errorNanos).abs();
    BigInteger after = BigInteger.valueOf(newErrorNanos).abs();
    return before
        .pow(2)
        .add(after.pow(2))
        .multiply(BigInteger.valueOf(passedNanos))
        .divide(before.add(after));
  }

  /**
   * Rounded down.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  long nanosSeconds() {
    return twice.add(BigInteger.valueOf(twiceSmall)).divide(TWICE_A_SECOND).longValueExact();
  }
}
