package io.lapse.guestkernel.ntp;

/**
 * What a program passes to adjtimex, the fields by the kernel's names and in its units. A field
 * that {@code modes} does not name is not looked at.
 *
 * @param modes ADJ_* bits
 * @param offset us, or ns with STA_NANO; us for the adjtime modes
 * @param freq ppm scaled by 2^16; positive: faster
 * @param maxError us
 * @param estError us
 * @param status STA_* bits
 * @param constant the PLL's time constant; with ADJ_TAI the TAI offset in s
 * @param tick us
 * @param timeNanos by how much ADJ_SETOFFSET steps; positive: forward
 */
public record AdjtimexCall(
    int modes,
    long offset,
    long freq,
    long maxError,
    long estError,
    int status,
    long constant,
    long tick,
    long timeNanos) {

  public static final int ADJ_OFFSET = 0x0001;
  public static final int ADJ_FREQUENCY = 0x0002;
  public static final int ADJ_MAXERROR = 0x0004;
  public static final int ADJ_ESTERROR = 0x0008;
  public static final int ADJ_STATUS = 0x0010;
  public static final int ADJ_TIMECONST = 0x0020;
  public static final int ADJ_TAI = 0x0080;
  public static final int ADJ_SETOFFSET = 0x0100;
  public static final int ADJ_MICRO = 0x1000;
  public static final int ADJ_NANO = 0x2000;
  public static final int ADJ_TICK = 0x4000;

  /** The old adjtime; never with another mode. */
  public static final int ADJ_OFFSET_SINGLESHOT = 0x8001;

  public static final int ADJ_OFFSET_SS_READ = 0xa001;

  private static final int ADJ_ADJTIME = 0x8000;
  private static final int ADJ_OFFSET_READONLY = 0x2000;

  /** 10 % off a tick of USER_HZ. */
  private static final long TICK_MICROS_MIN = 9_000;

  private static final long TICK_MICROS_MAX = 11_000;

  /** A call that only steps the clock. */
  public static AdjtimexCall setOffset(long nanos) {
    return new AdjtimexCall(ADJ_SETOFFSET | ADJ_NANO, 0, 0, 0, 0, 0, 0, 0, nanos);
  }

  /** A call that only sets the TAI offset. */
  public static AdjtimexCall tai(long seconds) {
    return new AdjtimexCall(ADJ_TAI, 0, 0, 0, 0, 0, seconds, 0, 0);
  }

  /** Whether any of these bits is set. */
  public boolean has(int mode) {
    return (modes & mode) != 0;
  }

  /** Whether it is the old adjtime, which looks at nothing but the offset. */
  public boolean isAdjtime() {
    return has(ADJ_ADJTIME);
  }

  boolean isReadOnly() {
    return has(ADJ_OFFSET_READONLY);
  }

  /** What {@code timekeeping_validate_timex} says; false: EINVAL. */
  public boolean isValid() {
    if (isAdjtime()) {
      return has(ADJ_OFFSET);
    }
    if (has(ADJ_TICK) && (tick < TICK_MICROS_MIN || tick > TICK_MICROS_MAX)) {
      return false;
    }
    return !has(ADJ_FREQUENCY)
        || (freq >= Long.MIN_VALUE / Frequency.PPM_SCALE
            && freq <= Long.MAX_VALUE / Frequency.PPM_SCALE);
  }
}
