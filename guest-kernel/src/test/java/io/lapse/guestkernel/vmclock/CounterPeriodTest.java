package io.lapse.guestkernel.vmclock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expected values: {@code python3 -c 's = (HZ - 1).bit_length() - 1; print(hex((1 << 64 + s) //
 * HZ), s)'}. UAPI.13 has the one of 1 GHz as an example.
 */
class CounterPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2, 8000000000000000, 0",
    "3, aaaaaaaaaaaaaaaa, 1",
    "4, 8000000000000000, 1",
    "1000, 83126e978d4fdf3b, 9",
    "62500000, 89705f4136b4a597, 25",
    "1000000000, 89705f4136b4a597, 29",
    "2400000000, e5109ec205d7bea6, 31",
    "2445406000, e0cfc9cc4ec40b39, 31",
    "4611686018427387904, 8000000000000000, 61",
    "9223372036854775807, 8000000000000001, 62"
  })
  void period_ofHz(long hz, String fracSec, int shift) {
    assertThat(CounterPeriod.ofHz(hz))
        .contains(new CounterPeriod(Long.parseUnsignedLong(fracSec, 16), shift));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 83126e978d4fdf3b, 9",
    "1000000, 89705f4136b4a597, 29",
    "2400000, e5109ec205d7bea6, 31"
  })
  void period_ofKhz(long khz, String fracSec, int shift) {
    assertThat(CounterPeriod.ofKhz(khz))
        .contains(new CounterPeriod(Long.parseUnsignedLong(fracSec, 16), shift));
  }

  @Test
  void period_ofNoFrequency_isEmpty() {
    assertThat(CounterPeriod.ofHz(1)).isEmpty();
    assertThat(CounterPeriod.ofHz(0)).isEmpty();
    assertThat(CounterPeriod.ofHz(Long.MIN_VALUE)).isEmpty();
    assertThat(CounterPeriod.ofKhz(0)).isEmpty();
    assertThat(CounterPeriod.ofKhz(-1)).isEmpty();
    assertThat(CounterPeriod.ofKhz(Long.MAX_VALUE / 1000 + 1)).isEmpty();
    assertThat(CounterPeriod.ofKhz(Long.MAX_VALUE / 1000)).isPresent();
  }

  /** Rounded down by less than one unit, and the unit is as small as it can be. */
  @Property
  void period_isTheLargestThatIsNotTooLong(
      @ForAll @LongRange(min = 2, max = Long.MAX_VALUE) long hz) {
    CounterPeriod period = CounterPeriod.ofHz(hz).orElseThrow();

    BigInteger exact = new BigInteger(Long.toUnsignedString(period.fracSec()));
    BigInteger second = BigInteger.ONE.shiftLeft(64 + period.shift());
    assertThat(exact.multiply(BigInteger.valueOf(hz))).isLessThanOrEqualTo(second);
    assertThat(exact.add(BigInteger.ONE).multiply(BigInteger.valueOf(hz))).isGreaterThan(second);
    assertThat(exact.bitLength()).isEqualTo(64);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void shift_isOneByte(int shift) {
    assertThatThrownBy(() -> new CounterPeriod(1, shift))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shift must be one byte: " + shift);
  }
}
