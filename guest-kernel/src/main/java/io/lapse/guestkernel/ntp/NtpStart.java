package io.lapse.guestkernel.ntp;

/**
 * The NTP state of a kernel as it is found, as adjtimex shows it.
 *
 * @param status STA_* bits
 * @param offset ns with STA_NANO, else us; positive: the clock is behind
 * @param freq ppm scaled by 2^16; positive: the clock is sped up
 * @param maxError us
 * @param estError us
 * @param constant the PLL's time constant
 * @param tick us
 * @param reftimeSeconds REALTIME second of the last offset update
 */
public record NtpStart(
    int status,
    long offset,
    long freq,
    long maxError,
    long estError,
    int constant,
    long tick,
    long reftimeSeconds) {

  /** As the kernel boots: not synchronised. */
  public static final NtpStart BOOT =
      new NtpStart(
          Ntp.STA_UNSYNC, 0, 0, Ntp.PHASE_LIMIT_MICROS, Ntp.PHASE_LIMIT_MICROS, 2, 10_000, 0);

  /** As a daemon leaves it that has just synchronised a clock without any error. */
  public static final NtpStart SYNCHRONISED =
      new NtpStart(Ntp.STA_PLL | Ntp.STA_NANO, 0, 0, 0, 0, 2, 10_000, 0);
}
