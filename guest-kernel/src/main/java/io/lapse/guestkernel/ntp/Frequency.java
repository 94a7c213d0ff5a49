package io.lapse.guestkernel.ntp;

/** {@code time_freq}, in ns/s scaled by 2^32, and as adjtimex has it: ppm scaled by 2^16. */
final class Frequency {
  /** What a ppm of adjtimex is in units of {@code time_freq}. */
  static final long PPM_SCALE = 65_536_000L;

  /** MAXFREQ, in ns/s. */
  static final long MAX_NANOS = 500_000L;

  private static final int SCALE_SHIFT = 32;
  private static final long MAX_SCALED = MAX_NANOS << SCALE_SHIFT;
  private static final int PPM_SCALE_INV_SHIFT = 19;
  private static final long PPM_SCALE_INV = 34_359_739L;

  /** What adjtimex calls its tolerance. */
  static final long TOLERANCE = MAX_SCALED / PPM_SCALE;

  private Frequency() {}

  static long clamped(long timeFreq) {
    return Math.min(Math.max(timeFreq, -MAX_SCALED), MAX_SCALED);
  }

  /**
   * From what adjtimex was given.
   *
   * @throws ArithmeticException beyond 64 bits
   */
  static long ofPpm(long freq) {
    return clamped(Math.multiplyExact(freq, PPM_SCALE));
  }

  /** What adjtimex shows. */
  static long inPpm(long timeFreq) {
    return Ntp.shiftRight((timeFreq >> PPM_SCALE_INV_SHIFT) * PPM_SCALE_INV, SCALE_SHIFT);
  }
}
