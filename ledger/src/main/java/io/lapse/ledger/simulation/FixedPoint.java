package io.lapse.ledger.simulation;

/**
 * Powers of two and their logarithms in integers, so that a run gives the same bytes on every
 * machine. Both round down and are right to about one part in a million.
 */
final class FixedPoint {
  /** One octave. */
  static final int OCTAVE_BITS = 32;

  private static final int MANTISSA_BITS = 30;
  private static final int RATIO_BITS = 20;

  /** 2^(1/2), 2^(1/4), ... in units of 2^-30. */
  private static final long[] ROOTS_OF_TWO = {
    1_518_500_250, 1_276_901_417, 1_170_923_762, 1_121_280_436, 1_097_253_708, 1_085_434_106,
    1_079_572_136, 1_076_653_033, 1_075_196_443, 1_074_468_888, 1_074_105_294, 1_073_923_544,
    1_073_832_680, 1_073_787_251, 1_073_764_537, 1_073_753_181, 1_073_747_502, 1_073_744_663,
    1_073_743_244, 1_073_742_534, 1_073_742_179, 1_073_742_001, 1_073_741_913, 1_073_741_868,
  };

  private FixedPoint() {}

  /**
   * How many octaves {@code high} is above {@code low}, in units of 2^-32.
   *
   * @param low positive
   * @param high not below {@code low}, and below 2^43
   */
  static long octaves(long low, long high) {
    int whole = 0;
    while (low << (whole + 1) <= high) {
      whole++;
    }
    long left = ((high << RATIO_BITS) / (low << whole)) << (MANTISSA_BITS - RATIO_BITS);
    long octaves = whole;
    for (int bit = 0; bit < OCTAVE_BITS; bit++) {
      left = (left * left) >> MANTISSA_BITS;
      long above = left >> (MANTISSA_BITS + 1);
      left >>= above;
      octaves = (octaves << 1) | above;
    }
    return octaves;
  }

  /**
   * A value moved by octaves.
   *
   * @param value positive, below 2^36
   * @param octaves in units of 2^-32; negative: down
   */
  static long scaled(long value, long octaves) {
    long mantissa = 1L << MANTISSA_BITS;
    long fraction = octaves & ((1L << OCTAVE_BITS) - 1);
    for (int bit = 0; bit < ROOTS_OF_TWO.length; bit++) {
      if ((fraction >> (OCTAVE_BITS - 1 - bit) & 1) == 1) {
        mantissa = (mantissa * ROOTS_OF_TWO[bit]) >> MANTISSA_BITS;
      }
    }
    int whole = (int) (octaves >> OCTAVE_BITS);
    // Six bits fewer, or the product would not fit.
    long product = value * (mantissa >> 6);
    int shift = MANTISSA_BITS - 6 - whole;
    return shift >= 0 ? product >> Math.min(shift, 63) : Math.multiplyExact(product, 1L << -shift);
  }
}
