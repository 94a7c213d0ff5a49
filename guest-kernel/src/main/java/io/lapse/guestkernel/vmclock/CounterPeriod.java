package io.lapse.guestkernel.vmclock;

import java.math.BigInteger;
import java.util.Optional;

/**
 * The length of one tick of a counter.
 *
 * @param fracSec in 2^-(64 + shift) s, unsigned
 * @param shift 0 to 255
 */
public record CounterPeriod(long fracSec, int shift) {
  private static final long KHZ_HZ = 1_000;

  public CounterPeriod {
    if (shift < 0 || shift > 0xff) {
      throw new IllegalArgumentException("shift must be one byte: " + shift);
    }
  }

  /**
   * The period of a counter, rounded down, with as many digits as fit: its highest bit is set.
   *
   * @return empty below 2 Hz, where the period has no such form
   */
  public static Optional<CounterPeriod> ofHz(long hz) {
    if (hz < 2) {
      return Optional.empty();
    }
    // The largest shift with 2^shift < hz: with one more the quotient would have 65 bits.
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(hz - 1);
    BigInteger period = BigInteger.ONE.shiftLeft(Long.SIZE + shift).divide(BigInteger.valueOf(hz));
    return Optional.of(new CounterPeriod(period.longValue(), shift));
  }

  /**
   * The same for a frequency in kHz.
   *
   * @return empty below 1 kHz, and where the Hz exceed 63 bits
   */
  public static Optional<CounterPeriod> ofKhz(long khz) {
    return khz < 1 || khz > Long.MAX_VALUE / KHZ_HZ ? Optional.empty() : ofHz(khz * KHZ_HZ);
  }
}
