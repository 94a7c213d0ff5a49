package io.lapse.ledger.catchup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A counter as Linux registers it: time is {@code cycles * mult >> shift}. The steps are those of
 * {@code __clocksource_update_freq_scale}, in unsigned 64-bit arithmetic; {@code mult} has 32 bits.
 *
 * @param mask the largest count; all ones
 * @param isFrequencyAssumed whether its frequency is only the usual one
 */
record Clocksource(long mask, long mult, int shift, boolean isFrequencyAssumed) {
  private static final long MASK_64 = -1L;
  private static final long MASK_32 = 0xffff_ffffL;
  private static final long MASK_24 = 0xff_ffffL;
  private static final long MULT_MAX = 0xffff_ffffL;

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** kHz are registered with this scale, Hz with 1. */
  private static final long KILO = 1_000;

  /** A counter wider than 32 bits is made exact for so long, and no longer. */
  private static final long WIDE_SECONDS_MAX = 600;

  /** NTP may change mult by so much. */
  private static final long ADJUSTMENT_MAX_PERCENT = 11;

  private static final long ACPI_PM_HZ = 3_579_545;

  /** QEMU's; on hardware 14.3 MHz, 24 MHz and others are found. */
  private static final long HPET_USUAL_HZ = 100_000_000;

  private static final long JIFFIES_HZ_MIN = 24;
  private static final long JIFFIES_HZ_MAX = 12_287;

  /** The clocksource of that name; empty if it, or the frequency that it needs, is not known. */
  static Optional<Clocksource> named(
      @Nullable String name, @Nullable Long tscKhz, @Nullable Long hz) {
    if (name == null) {
      return Optional.empty();
    }
    return switch (name) {
      case "tsc", "tsc-early" -> tsc(tscKhz);
      // They count nanoseconds, whatever the TSC behind them does.
      case "kvm-clock", "xen" -> Optional.of(registered(MASK_64, SECOND_NANOS, 1));
      case "hpet" -> Optional.of(registered(MASK_32, HPET_USUAL_HZ, 1).withAssumedFrequency());
      case "acpi_pm" -> Optional.of(registered(MASK_24, ACPI_PM_HZ, 1));
      case "jiffies" -> jiffies(hz);
      default -> Optional.empty();
    };
  }

  private static Optional<Clocksource> tsc(@Nullable Long khz) {
    return khz == null || khz < 1 || khz > MULT_MAX
        ? Optional.empty()
        : Optional.of(registered(MASK_64, khz, KILO));
  }

  /** It brings its own mult: a jiffy in ns. */
  private static Optional<Clocksource> jiffies(@Nullable Long hz) {
    if (hz == null || hz < JIFFIES_HZ_MIN || hz > JIFFIES_HZ_MAX) {
      return Optional.empty();
    }
    int shift = hz < 34 ? 6 : hz < 67 ? 7 : 8;
    long jiffyNanos = (SECOND_NANOS + hz / 2) / hz;
    return Optional.of(new Clocksource(MASK_32, jiffyNanos << shift, shift, false));
  }

  /**
   * A counter that runs at {@code frequency * scale} Hz.
   *
   * @param frequency 1 to 2^32 - 1
   */
  static Clocksource registered(long mask, long frequency, long scale) {
    long seconds = Long.divideUnsigned(Long.divideUnsigned(mask, frequency), scale);
    if (seconds == 0) {
      seconds = 1;
    } else if (Long.compareUnsigned(seconds, WIDE_SECONDS_MAX) > 0
        && Long.compareUnsigned(mask, MASK_32) > 0) {
      seconds = WIDE_SECONDS_MAX;
    }
    Clocksource source = exactFor(mask, frequency, SECOND_NANOS / scale, seconds * scale);
    while (source.mult + source.adjustmentMax() > MULT_MAX) {
      source = new Clocksource(mask, source.mult >> 1, source.shift - 1, false);
    }
    return source;
  }

  /** The largest shift with which the product stays within 64 bits for that long. */
  private static Clocksource exactFor(long mask, long from, long to, long maxSeconds) {
    int bits = Integer.SIZE - Long.SIZE + Long.numberOfLeadingZeros((maxSeconds * from) >>> 32);
    int shift = Integer.SIZE;
    long mult = multFor(from, to, shift);
    while (shift > 1 && mult >>> bits != 0) {
      shift--;
      mult = multFor(from, to, shift);
    }
    return new Clocksource(mask, mult & MULT_MAX, shift, false);
  }

  /** Rounded to the nearest. */
  private static long multFor(long from, long to, int shift) {
    return ((to << shift) + from / 2) / from;
  }

  private Clocksource withAssumedFrequency() {
    return new Clocksource(mask, mult, shift, true);
  }

  private long adjustmentMax() {
    return mult * ADJUSTMENT_MAX_PERCENT / 100;
  }

  /** {@code max_cycles}: the product of so many is within 64 bits, whatever NTP does to mult. */
  long maxCycles() {
    long cycles = Long.divideUnsigned(-1L, mult + adjustmentMax());
    return Long.compareUnsigned(cycles, mask) < 0 ? cycles : mask;
  }

  /** {@code max_idle_ns}, as the kernel prints it: already halved. */
  long maxIdleNanos() {
    return ((maxCycles() * (mult - adjustmentMax())) >>> shift) >>> 1;
  }

  long maxCyclesNanos() {
    return (maxCycles() * mult) >>> shift;
  }

  /** Whether the counter is so narrow that it goes round before the product does. */
  boolean goesRoundByItself() {
    return Long.compareUnsigned(mask, MASK_32) <= 0;
  }

  /** After how many ns the counter, or the product, has gone round. */
  long wrapNanos() {
    long productNanos = 1L << (Long.SIZE - shift);
    return goesRoundByItself()
        ? Math.min(productNanos, ((mask + 1) * mult) >>> shift)
        : productNanos;
  }
}
