package io.lapse.guestkernel.ntp;

/**
 * What adjtimex reports, the fields by the kernel's names and in its units.
 *
 * @param status STA_* bits
 * @param offset ns with STA_NANO, else us; positive: the clock is behind
 * @param freq ppm scaled by 2^16
 * @param maxError us
 * @param estError us
 * @param constant the PLL's time constant
 * @param tick us
 * @param taiOffsetSeconds TAI - UTC
 * @param tolerance ppm scaled by 2^16
 * @param timeState what the call returns: TIME_OK 0, INS 1, DEL 2, OOP 3, WAIT 4, ERROR 5
 */
public record AdjtimexReply(
    int status,
    long offset,
    long freq,
    long maxError,
    long estError,
    long constant,
    long tick,
    int taiOffsetSeconds,
    long tolerance,
    int timeState) {

  /** Whether the kernel calls its clock synchronised. */
  public boolean synchronised() {
    return (status & Ntp.STA_UNSYNC) == 0;
  }
}
