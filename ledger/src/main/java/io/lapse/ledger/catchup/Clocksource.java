package io.lapse.ledger.catchup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A counter as Linux registers it: time is {@code cycles * mult >> shift}. The steps are those of
 * {@code __clocksource_update_freq_scale}, in unsigned 64-bit arithmetic; counts, and ns where it
 * is said, are unsigned.
 *
 * @param mask the largest count, unsigned: 2^n - 1
 * @param mult 1 to 2^32 - 1
 * @param shift 1 to 32
 * @param isFrequencyAssumed whether its frequency is only the usual one
 */
public record Clocksource(long mask, long mult, int shift, boolean isFrequencyAssumed) {
  /** The largest frequency, in Hz or kHz, that can be registered. */
  public static final long FREQUENCY_MAX = 0xffff_ffffL;

  /** How often a kernel may tick in a second, at least and at most. */
  public static final long JIFFIES_HZ_MIN = 24;

  public static final long JIFFIES_HZ_MAX = 12_287;

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

  /**
   * Refuses what no kernel registers.
   *
   * @throws IllegalArgumentException if a value is outside its range
   */
  public Clocksource {
    require(mask != 0 && (mask & (mask + 1)) == 0, "mask must be 2^n - 1", mask);
    require(mult >= 1 && mult <= MULT_MAX, "mult must be 1 to 2^32 - 1", mult);
    require(shift >= 1 && shift <= Integer.SIZE, "shift must be 1 to 32", shift);
  }

  /**
   * The clocksource of that name; empty if it, or the frequency that it needs, is not known.
   *
   * @param name as the kernel prints it
   * @param tscKhz the TSC's frequency in kHz; only {@code tsc} and {@code tsc-early} need it
   * @param hz how often the kernel ticks in a second; only {@code jiffies} needs it
   */
  public static Optional<Clocksource> named(
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
    return khz == null || khz < 1 || khz > FREQUENCY_MAX
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
   * A counter that runs at {@code frequency * scale} Hz. The same rate in Hz and in kHz may give
   * different figures, as it does in the kernel.
   *
   * @param mask the largest count, unsigned: 2^n - 1
   * @param frequency 1 to 2^32 - 1
   * @param scale 1 if the frequency is in Hz, 1,000 if it is in kHz
   * @throws IllegalArgumentException if a value is none of these
   */
  public static Clocksource registered(long mask, long frequency, long scale) {
    require(
        frequency >= 1 && frequency <= FREQUENCY_MAX, "frequency must be 1 to 2^32 - 1", frequency);
    require(scale == 1 || scale == KILO, "scale must be 1 or 1000", scale);
    long seconds = Long.divideUnsigned(Long.divideUnsigned(mask, frequency), scale);
    if (seconds == 0) {
      seconds = 1;
    } else if (Long.compareUnsigned(seconds, WIDE_SECONDS_MAX) > 0
        && Long.compareUnsigned(mask, MASK_32) > 0) {
      seconds = WIDE_SECONDS_MAX;
    }
    Clocksource source = exactFor(mask, frequency, SECOND_NANOS / scale, seconds * scale);
    while (source.mult + source.maxAdj() > MULT_MAX) {
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

  private static void require(boolean holds, String what, long value) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + Long.toUnsignedString(value));
    }
  }

  /** {@code maxadj}: by how much NTP may change mult, up or down. */
  public long maxAdj() {
    return mult * ADJUSTMENT_MAX_PERCENT / 100;
  }

  /**
   * {@code max_cycles}, unsigned: the product of so many is within 64 bits, whatever NTP does to
   * mult.
   */
  public long maxCycles() {
    long cycles = Long.divideUnsigned(-1L, mult + maxAdj());
    return Long.compareUnsigned(cycles, mask) < 0 ? cycles : mask;
  }

  /** {@code max_idle_ns}, as the kernel prints it: already halved. */
  public long maxIdleNanos() {
    return ((maxCycles() * (mult - maxAdj())) >>> shift) >>> 1;
  }

  /** {@link #maxCycles()} in ns, with mult as it was registered. */
  public long maxCyclesNanos() {
    return (maxCycles() * mult) >>> shift;
  }

  /**
   * Whether the counter is so narrow that it goes round before the product of its cycles and mult
   * exceeds 64 bits. It does so in every kernel.
   */
  public boolean goesRoundByItself() {
    int maskBits = Long.SIZE - Long.numberOfLeadingZeros(mask);
    int multBits = Long.SIZE - Long.numberOfLeadingZeros(mult);
    return maskBits + multBits <= Long.SIZE;
  }

  /**
   * After how many ns, unsigned, the counter, or the product, has gone round: 2^63 for a wide
   * counter of 1 Hz, less than that for every other.
   */
  public long wrapNanos() {
    return goesRoundByItself() ? ((mask + 1) * mult) >>> shift : 1L << (Long.SIZE - shift);
  }

  /**
   * {@code max_raw_delta}, in cycles, unsigned: since Linux 6.13 a larger advance is taken for a
   * counter that went back.
   */
  public long maxRawDelta() {
    return (mask >>> 1) + (mask >>> 2) + (mask >>> 3);
  }
}
