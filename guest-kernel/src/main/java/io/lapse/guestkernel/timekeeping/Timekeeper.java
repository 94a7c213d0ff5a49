package io.lapse.guestkernel.timekeeping;

import java.util.Optional;

/**
 * The kernel's timekeeper: two counters that only run, and three clocks that are MONOTONIC plus an
 * offset. Immutable; each operation gives the next timekeeper. It is never one whose clocks do not
 * fit 64 bits: an operation that would make one throws {@link ArithmeticException}, or is refused
 * where the kernel refuses it.
 *
 * <p>Models {@code struct timekeeper} of kernel/time/timekeeping.c. The offsets are the kernel's
 * own: {@code offs_real}, {@code offs_boot}, {@code offs_tai}, {@code wall_to_monotonic}.
 *
 * @param monotonicNanos MONOTONIC; not negative
 * @param monotonicRawNanos MONOTONIC_RAW; not negative
 * @param offsReal REALTIME - MONOTONIC, in ns
 * @param offsBoot BOOTTIME - MONOTONIC, in ns
 * @param taiOffsetSeconds TAI - REALTIME; from 0 to {@value #TAI_OFFSET_SECONDS_MAX}
 */
public record Timekeeper(
    long monotonicNanos,
    long monotonicRawNanos,
    long offsReal,
    long offsBoot,
    int taiOffsetSeconds) {

  /** MAX_TAI_OFFSET of kernel/time/ntp.c. */
  public static final int TAI_OFFSET_SECONDS_MAX = 100_000;

  /** TIME_SETTOD_SEC_MAX of include/linux/time64.h: a set clock has 30 years before it ends. */
  public static final long SETTOD_SECONDS_MAX = 8_277_292_036L;

  private static final long SECOND_NANOS = 1_000_000_000L;

  public Timekeeper {
    requireNotNegative("monotonicNanos", monotonicNanos);
    requireNotNegative("monotonicRawNanos", monotonicRawNanos);
    if (!isTaiOffset(taiOffsetSeconds)) {
      throw new IllegalArgumentException(
          "taiOffsetSeconds must be 0 to " + TAI_OFFSET_SECONDS_MAX + ": " + taiOffsetSeconds);
    }
    Math.addExact(monotonicNanos, offsBoot);
    Math.addExact(monotonicNanos, Math.addExact(offsReal, taiOffsetSeconds * SECOND_NANOS));
    Math.addExact(monotonicNanos, offsReal);
    Math.negateExact(offsReal);
  }

  /** A timekeeper whose clocks read so; MONOTONIC_RAW starts with MONOTONIC. */
  public static Timekeeper reading(
      long realtimeNanos, long monotonicNanos, long boottimeNanos, int taiOffsetSeconds) {
    requireNotNegative("realtimeNanos", realtimeNanos);
    requireNotNegative("boottimeNanos", boottimeNanos);
    return new Timekeeper(
        monotonicNanos,
        monotonicNanos,
        Math.subtractExact(realtimeNanos, monotonicNanos),
        Math.subtractExact(boottimeNanos, monotonicNanos),
        taiOffsetSeconds);
  }

  /** What a clock reads, in ns. */
  public long read(Clock clock) {
    return switch (clock) {
      case MONOTONIC_RAW -> monotonicRawNanos;
      case MONOTONIC, BOOTTIME, REALTIME, TAI -> Math.addExact(monotonicNanos, offset(clock));
    };
  }

  /**
   * What is added to MONOTONIC to read a clock, in ns.
   *
   * @throws IllegalArgumentException for MONOTONIC_RAW, which is not an offset of MONOTONIC
   */
  public long offset(Clock clock) {
    return switch (clock) {
      case MONOTONIC -> 0;
      case BOOTTIME -> offsBoot;
      case REALTIME -> offsReal;
      case TAI -> offsTai();
      case MONOTONIC_RAW ->
          throw new IllegalArgumentException("clock must be an offset of MONOTONIC: " + clock);
    };
  }

  /** TAI - MONOTONIC, in ns. */
  public long offsTai() {
    return Math.addExact(offsReal, taiOffsetSeconds * SECOND_NANOS);
  }

  /** MONOTONIC - REALTIME, in ns: negative on a guest whose clock is set. */
  public long wallToMonotonic() {
    return Math.negateExact(offsReal);
  }

  /**
   * The counter advances: every clock moves. It makes no difference to the clocks whether it ran or
   * jumped.
   *
   * @param nanos not negative
   */
  public Timekeeper run(long nanos) {
    requireNotNegative("nanos", nanos);
    return new Timekeeper(
        Math.addExact(monotonicNanos, nanos),
        Math.addExact(monotonicRawNanos, nanos),
        offsReal,
        offsBoot,
        taiOffsetSeconds);
  }

  /**
   * {@code timekeeping_inject_offset}: REALTIME and TAI step.
   *
   * @param nanos positive: forward
   * @return empty where the kernel answers EINVAL: REALTIME would be before 1970, at or past {@link
   *     #SETTOD_SECONDS_MAX}, or less than MONOTONIC
   */
  public Optional<Timekeeper> injectOffset(long nanos) {
    if (overflows(read(Clock.REALTIME), nanos) || overflows(offsReal, nanos)) {
      return Optional.empty();
    }
    long realtimeNanos = read(Clock.REALTIME) + nanos;
    boolean settable = realtimeNanos >= 0 && realtimeNanos / SECOND_NANOS < SETTOD_SECONDS_MAX;
    if (!settable || offsReal + nanos < 0) {
      return Optional.empty();
    }
    return Optional.of(withOffsets(offsReal + nanos, offsBoot));
  }

  /**
   * {@code __timekeeping_inject_sleeptime}: BOOTTIME, REALTIME and TAI move, MONOTONIC does not.
   *
   * @return empty where the kernel warns and does nothing: {@code nanos} is negative
   */
  public Optional<Timekeeper> injectSleeptime(long nanos) {
    if (nanos < 0) {
      return Optional.empty();
    }
    return Optional.of(withOffsets(Math.addExact(offsReal, nanos), Math.addExact(offsBoot, nanos)));
  }

  /**
   * ADJ_TAI: TAI alone moves.
   *
   * @return empty where the kernel ignores it: outside 0 to {@link #TAI_OFFSET_SECONDS_MAX}
   */
  public Optional<Timekeeper> setTaiOffset(int seconds) {
    if (!isTaiOffset(seconds)) {
      return Optional.empty();
    }
    return Optional.of(
        new Timekeeper(monotonicNanos, monotonicRawNanos, offsReal, offsBoot, seconds));
  }

  private Timekeeper withOffsets(long nextOffsReal, long nextOffsBoot) {
    return new Timekeeper(
        monotonicNanos, monotonicRawNanos, nextOffsReal, nextOffsBoot, taiOffsetSeconds);
  }

  private static boolean isTaiOffset(int seconds) {
    return seconds >= 0 && seconds <= TAI_OFFSET_SECONDS_MAX;
  }

  private static boolean overflows(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0;
  }

  private static void requireNotNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
