package io.lapse.guestkernel.ntp;

/** What a new phase does to the frequency: {@code ntp_update_offset}'s two loops. */
final class PhaseLock {
  static final int SHIFT_PLL = 2;

  private static final int SHIFT_FLL = 2;
  private static final int SCALE_SHIFT = 32;
  private static final long FLL_SECONDS_MIN = 256;
  private static final long FLL_SECONDS_MAX = 2048;

  /** MAXPHASE. */
  private static final long MAX_NANOS = 500_000_000L;

  private static final long MAX_MICROS = 1_000_000;
  private static final long MICRO_NANOS = 1_000;

  private PhaseLock() {}

  /** An offset of adjtimex in ns, at most half a second. */
  static long nanos(long offset, boolean isNano) {
    long nanos =
        isNano ? offset : Math.min(Math.max(offset, -MAX_MICROS), MAX_MICROS) * MICRO_NANOS;
    return Math.min(Math.max(nanos, -MAX_NANOS), MAX_NANOS);
  }

  /**
   * Whether the FLL takes part: after an interval so long, or half as long where it was asked to.
   */
  static boolean isFllUsed(long secs, boolean asked) {
    return secs >= FLL_SECONDS_MIN && (asked || secs > FLL_SECONDS_MAX);
  }

  /** The FLL's part: ns/s scaled by 2^32. */
  static long fll(long offsetNanos, long secs) {
    return (offsetNanos << (SCALE_SHIFT - SHIFT_FLL)) / secs;
  }

  /** The PLL's part: ns/s scaled by 2^32. A long interval counts as a shorter one. */
  static long pll(long offsetNanos, long secs, int timeConstant) {
    long limited = Math.min(secs, 1L << (SHIFT_PLL + 1 + timeConstant));
    return (offsetNanos * limited) << (SCALE_SHIFT - 2 * (SHIFT_PLL + 2 + timeConstant));
  }
}
