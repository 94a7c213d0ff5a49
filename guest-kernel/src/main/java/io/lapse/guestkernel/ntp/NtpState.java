package io.lapse.guestkernel.ntp;

import java.util.Objects;

/**
 * The kernel's NTP state, its fields by the kernel's names and in its units. Immutable.
 *
 * @param hz CONFIG_HZ, ticks per second; not a variable of the kernel but of its build
 * @param timeStatus {@code time_status}: STA_* bits
 * @param timeState {@code time_state}
 * @param timeOffset {@code time_offset}: ns scaled by 2^32, per tick; positive: the clock is behind
 * @param timeFreq {@code time_freq}: ns/s scaled by 2^32; positive: the clock is sped up
 * @param timeMaxErrorMicros {@code time_maxerror}
 * @param timeEstErrorMicros {@code time_esterror}
 * @param timeConstant {@code time_constant}: the PLL's
 * @param timeReftimeSeconds {@code time_reftime}: REALTIME second of the last offset update
 * @param timeAdjustMicros {@code time_adjust}: what adjtime still has to slew
 * @param tickMicros {@code tick_usec}: length of a tick of USER_HZ
 * @param tickLengthBase {@code tick_length_base}: ns scaled by 2^32
 * @param tickLength {@code tick_length}: ns scaled by 2^32
 * @param nextLeapSeconds {@code ntp_next_leap_sec}: REALTIME second; {@link #NO_LEAP} if none
 * @param pps the pulse-per-second part
 */
public record NtpState(
    int hz,
    int timeStatus,
    TimeState timeState,
    long timeOffset,
    long timeFreq,
    long timeMaxErrorMicros,
    long timeEstErrorMicros,
    int timeConstant,
    long timeReftimeSeconds,
    long timeAdjustMicros,
    long tickMicros,
    long tickLengthBase,
    long tickLength,
    long nextLeapSeconds,
    Pps pps) {

  public static final int STA_PLL = 0x0001;
  public static final int STA_UNSYNC = 0x0040;
  public static final int STA_NANO = 0x2000;

  /** NTP_PHASE_LIMIT: as far off as an error can be stated. */
  public static final long PHASE_LIMIT_MICROS = 16_000_000L;

  /** TIME64_MAX. */
  public static final long NO_LEAP = Long.MAX_VALUE;

  private static final int SCALE_SHIFT = 32;
  private static final long USER_HZ = 100;
  private static final long MICRO_NANOS = 1_000;
  private static final long TICK_MICROS = 10_000;
  private static final int TIME_CONSTANT = 2;

  public NtpState {
    if (hz <= 0) {
      throw new IllegalArgumentException("hz must be positive: " + hz);
    }
    Objects.requireNonNull(timeState, "timeState");
    Objects.requireNonNull(pps, "pps");
  }

  /** As the kernel boots: not synchronised. */
  public static NtpState initial(int hz) {
    long base = tickLengthBase(hz, TICK_MICROS, 0);
    return new NtpState(
        hz,
        STA_UNSYNC,
        TimeState.OK,
        0,
        0,
        PHASE_LIMIT_MICROS,
        PHASE_LIMIT_MICROS,
        TIME_CONSTANT,
        0,
        0,
        TICK_MICROS,
        base,
        base,
        NO_LEAP,
        Pps.INITIAL);
  }

  /** As a daemon leaves it that has just synchronised a clock without any error. */
  public static NtpState synchronised(int hz) {
    NtpState initial = initial(hz);
    return new NtpState(
        hz,
        STA_PLL | STA_NANO,
        initial.timeState,
        0,
        0,
        0,
        0,
        initial.timeConstant,
        0,
        0,
        initial.tickMicros,
        initial.tickLengthBase,
        initial.tickLength,
        NO_LEAP,
        initial.pps);
  }

  /** Whether the kernel calls its clock synchronised. */
  public boolean synchronised() {
    return (timeStatus & STA_UNSYNC) == 0;
  }

  /**
   * {@code ntp_clear()}: forgets offset, slew, leap and errors. Frequency, time constant, reference
   * time, tick, leap state and the other status bits stay.
   */
  public NtpState clear() {
    long base = tickLengthBase(hz, tickMicros, timeFreq);
    return new NtpState(
        hz,
        timeStatus | STA_UNSYNC,
        timeState,
        0,
        timeFreq,
        PHASE_LIMIT_MICROS,
        PHASE_LIMIT_MICROS,
        timeConstant,
        timeReftimeSeconds,
        0,
        tickMicros,
        base,
        base,
        NO_LEAP,
        pps.clear());
  }

  /** {@code ntp_update_frequency()}, with ntp_tick_adj 0; rounds down, as the kernel's does. */
  private static long tickLengthBase(int hz, long tickMicros, long timeFreq) {
    long secondNanos = Math.multiplyExact(tickMicros, MICRO_NANOS * USER_HZ);
    long scaled = Math.multiplyExact(secondNanos, 1L << SCALE_SHIFT);
    return Math.floorDiv(Math.addExact(scaled, timeFreq), hz);
  }
}
