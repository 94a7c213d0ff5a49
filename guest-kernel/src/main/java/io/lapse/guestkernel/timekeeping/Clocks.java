package io.lapse.guestkernel.timekeeping;

import io.lapse.guestkernel.ntp.Ntp;

/**
 * What a guest's five clocks read at one moment, in ns.
 *
 * @param taiOffsetSeconds TAI - REALTIME; from 0 to {@value Ntp#TAI_OFFSET_SECONDS_MAX}
 */
public record Clocks(
    long realtimeNanos,
    long monotonicNanos,
    long boottimeNanos,
    long monotonicRawNanos,
    int taiOffsetSeconds) {

  private static final long SECOND_NANOS = 1_000_000_000L;

  public Clocks {
    if (!Ntp.isTaiOffset(taiOffsetSeconds)) {
      throw new IllegalArgumentException(
          "taiOffsetSeconds must be 0 to " + Ntp.TAI_OFFSET_SECONDS_MAX + ": " + taiOffsetSeconds);
    }
    Math.addExact(realtimeNanos, taiOffsetSeconds * SECOND_NANOS);
  }

  /**
   * Clocks of which MONOTONIC_RAW has run as MONOTONIC.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public static Clocks reading(
      long realtimeNanos, long monotonicNanos, long boottimeNanos, int taiOffsetSeconds) {
    requireNotNegative("realtimeNanos", realtimeNanos);
    requireNotNegative("monotonicNanos", monotonicNanos);
    requireNotNegative("boottimeNanos", boottimeNanos);
    return new Clocks(
        realtimeNanos, monotonicNanos, boottimeNanos, monotonicNanos, taiOffsetSeconds);
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  public long taiNanos() {
    return realtimeNanos + taiOffsetSeconds * SECOND_NANOS;
  }

  /** What a clock reads, in ns. */
  public long read(Clock clock) {
    return switch (clock) {
      case MONOTONIC -> monotonicNanos;
      case REALTIME -> realtimeNanos;
      case BOOTTIME -> boottimeNanos;
      case TAI -> taiNanos();
      case MONOTONIC_RAW -> monotonicRawNanos;
    };
  }
}
