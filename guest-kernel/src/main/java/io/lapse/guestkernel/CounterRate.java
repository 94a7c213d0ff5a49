package io.lapse.guestkernel;

import java.math.BigInteger;

/**
 * How fast a counter runs: so many cycles in so many nanoseconds.
 *
 * @param cycles at least 1
 * @param nanos at least 1
 */
public record CounterRate(long cycles, long nanos) {
  /** One cycle a nanosecond. */
  public static final CounterRate NANOSECONDS = new CounterRate(1, 1);

  /** QEMU's. */
  private static final long HPET_HZ = 100_000_000;

  private static final long ACPI_PM_HZ = 3_579_545;
  private static final long KHZ_NANOS = 1_000_000L;
  private static final long HZ_NANOS = 1_000_000_000L;
  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000L);

  public CounterRate {
    if (cycles < 1 || nanos < 1) {
      throw new IllegalArgumentException(
          "cycles and nanos must be at least 1: " + cycles + ", " + nanos);
    }
  }

  public static CounterRate ofKhz(long khz) {
    return new CounterRate(khz, KHZ_NANOS);
  }

  public static CounterRate ofHz(long hz) {
    return new CounterRate(hz, HZ_NANOS);
  }

  /**
   * How fast the counter of a clocksource runs, by the kernel's own belief.
   *
   * @param clocksource as the kernel prints its name; one that is not known is taken for a TSC
   * @param tscKhz the TSC's frequency
   * @param hz CONFIG_HZ
   */
  public static CounterRate of(String clocksource, long tscKhz, int hz) {
    return switch (clocksource) {
      case "hpet" -> ofHz(HPET_HZ);
      case "acpi_pm" -> ofHz(ACPI_PM_HZ);
      case "jiffies" -> ofHz(hz);
      case "kvm-clock", "xen" -> NANOSECONDS;
      default -> ofKhz(tscKhz);
    };
  }

  /**
   * The cycles of a time, toward zero; as an unsigned 64-bit counter counts them, what exceeds it
   * is lost.
   *
   * @param durationNanos may be negative
   * @param ppb by how much the counter is faster than this rate, in 10^-9
   */
  long cyclesIn(long durationNanos, long ppb) {
    if (ppb == 0
        && Math.abs(durationNanos) <= Long.MAX_VALUE / cycles
        && durationNanos != Long.MIN_VALUE) {
      return durationNanos * cycles / nanos;
    }
    BigInteger scaled = BigInteger.valueOf(durationNanos).multiply(BigInteger.valueOf(cycles));
    return scaled
        .multiply(BILLION.add(BigInteger.valueOf(ppb)))
        .divide(BILLION.multiply(BigInteger.valueOf(nanos)))
        .longValue();
  }

  /**
   * The time that a counter takes for so many cycles, in ns, rounded down.
   *
   * @param countedCycles not negative
   * @param ppb by how much the counter is faster than this rate, in 10^-9; more than -10^9
   */
  long nanosIn(long countedCycles, long ppb) {
    if (ppb == 0 && countedCycles <= Long.MAX_VALUE / nanos) {
      return countedCycles * nanos / cycles;
    }
    return BigInteger.valueOf(countedCycles)
        .multiply(BigInteger.valueOf(nanos))
        .multiply(BILLION)
        .divide(BigInteger.valueOf(cycles).multiply(BILLION.add(BigInteger.valueOf(ppb))))
        .longValue();
  }
}
