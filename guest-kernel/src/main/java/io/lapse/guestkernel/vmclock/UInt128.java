package io.lapse.guestkernel.vmclock;

/**
 * An unsigned number of 128 bits.
 *
 * @param high its upper half, unsigned
 * @param low its lower half, unsigned
 */
record UInt128(long high, long low) {

  /** The product of two unsigned numbers. */
  static UInt128 product(long a, long b) {
    return new UInt128(productHigh(a, b), a * b);
  }

  /** The upper half of the product of two unsigned numbers; Java 17 has it for signed ones only. */
  static long productHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  /** Divided by 2^bits, rounded down. */
  UInt128 shiftedRight(int bits) {
    if (bits == 0) {
      return this;
    }
    if (bits < Long.SIZE) {
      return new UInt128(high >>> bits, (high << (Long.SIZE - bits)) | (low >>> bits));
    }
    return new UInt128(0, bits < 2 * Long.SIZE ? high >>> (bits - Long.SIZE) : 0);
  }

  /** Whether {@link #shiftedRight} loses anything. */
  boolean hasBitsBelow(int bits) {
    if (bits < Long.SIZE) {
      return (low & ((1L << bits) - 1)) != 0;
    }
    long highBits = bits < 2 * Long.SIZE ? high & ((1L << (bits - Long.SIZE)) - 1) : high;
    return low != 0 || highBits != 0;
  }

  /** The sum with an unsigned number; what exceeds 128 bits is lost. */
  UInt128 plus(long addend) {
    long sum = low + addend;
    return new UInt128(high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0), sum);
  }
}
