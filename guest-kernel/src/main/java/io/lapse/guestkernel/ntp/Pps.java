package io.lapse.guestkernel.ntp;

/**
 * What the kernel keeps of a pulse-per-second signal.
 *
 * @param shift the frequency interval is 2^shift s
 * @param intervalCount intervals of this length so far
 * @param phase0 median filter, newest, in ns
 * @param phase1 median filter, in ns
 * @param phase2 median filter, oldest, in ns
 * @param freqBaseNanos start of the frequency interval
 * @param freq ns/s scaled by 2^32
 * @param validSeconds for how long the signal still counts as present
 * @param jitterNanos measured jitter
 */
public record Pps(
    int shift,
    int intervalCount,
    long phase0,
    long phase1,
    long phase2,
    long freqBaseNanos,
    long freq,
    int validSeconds,
    long jitterNanos) {

  /** PPS_INTMIN. */
  private static final int SHIFT_MIN = 2;

  /** As the kernel boots. */
  public static final Pps INITIAL = new Pps(SHIFT_MIN, 0, 0, 0, 0, 0, 0, 0, 0);

  /** {@code pps_clear()}: presence and jitter stay. */
  Pps clear() {
    return new Pps(SHIFT_MIN, 0, 0, 0, 0, 0, 0, validSeconds, jitterNanos);
  }
}
