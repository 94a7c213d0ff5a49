package io.lapse.guestkernel.ntp;

/** {@code is_error_status}: which status bits make a clock's state TIME_ERROR. */
final class StatusBits {
  private static final int STA_PPSFREQ = 0x0002;
  private static final int STA_PPSTIME = 0x0004;
  private static final int STA_PPSSIGNAL = 0x0100;
  private static final int STA_PPSJITTER = 0x0200;
  private static final int STA_PPSWANDER = 0x0400;
  private static final int STA_PPSERROR = 0x0800;
  private static final int STA_CLOCKERR = 0x1000;

  private StatusBits() {}

  static boolean areAnError(int status) {
    return has(status, Ntp.STA_UNSYNC | STA_CLOCKERR)
        || (has(status, STA_PPSFREQ | STA_PPSTIME) && !has(status, STA_PPSSIGNAL))
        || (has(status, STA_PPSTIME) && has(status, STA_PPSJITTER))
        || (has(status, STA_PPSFREQ) && has(status, STA_PPSWANDER | STA_PPSERROR));
  }

  /** A pulse per second tells the whole offset. */
  static boolean followPps(int status) {
    return has(status, STA_PPSTIME) && has(status, STA_PPSSIGNAL);
  }

  private static boolean has(int status, int anyOf) {
    return (status & anyOf) != 0;
  }
}
