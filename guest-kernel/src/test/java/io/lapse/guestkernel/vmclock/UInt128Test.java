package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Beside {@link BigInteger}. */
class UInt128Test {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private static BigInteger exact(long unsigned) {
    return new BigInteger(Long.toUnsignedString(unsigned));
  }

  private static BigInteger exact(UInt128 number) {
    return exact(number.high()).shiftLeft(64).add(exact(number.low()));
  }

  @Property
  void product_isExact(@ForAll long a, @ForAll long b) {
    assertThat(exact(UInt128.product(a, b))).isEqualTo(exact(a).multiply(exact(b)));
  }

  @Property
  void shift_roundsDown_andSaysWhetherItLostAnything(
      @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 255) int bits) {
    UInt128 number = new UInt128(high, low);

    UInt128 shifted = number.shiftedRight(bits);

    assertThat(exact(shifted)).isEqualTo(exact(number).shiftRight(bits));
    assertThat(number.hasBitsBelow(bits))
        .isEqualTo(!exact(shifted).shiftLeft(bits).equals(exact(number)));
  }

  @Property
  void sum_isExactModulo128Bits(@ForAll long high, @ForAll long low, @ForAll long addend) {
    UInt128 number = new UInt128(high, low);

    assertThat(exact(number.plus(addend))).isEqualTo(exact(number).add(exact(addend)).mod(MODULUS));
  }
}
