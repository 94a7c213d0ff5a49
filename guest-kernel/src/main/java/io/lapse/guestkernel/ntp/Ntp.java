package io.lapse.guestkernel.ntp;

/**
 * The kernel's NTP state: its variables by the kernel's names and in its units, and what moves them
 * once a second and by adjtimex. Not safe for use by several threads.
 */
public final class Ntp {
  public static final int STA_PLL = 0x0001;
  public static final int STA_FLL = 0x0008;
  public static final int STA_INS = 0x0010;
  public static final int STA_DEL = 0x0020;
  public static final int STA_UNSYNC = 0x0040;
  public static final int STA_FREQHOLD = 0x0080;
  public static final int STA_NANO = 0x2000;
  public static final int STA_MODE = 0x4000;

  /** The bits that a program cannot set. */
  public static final int STA_RONLY = 0xff00;

  /** NTP_PHASE_LIMIT: as far off as an error can be stated. */
  public static final long PHASE_LIMIT_MICROS = 16_000_000L;

  /** MAX_TAI_OFFSET. */
  public static final int TAI_OFFSET_SECONDS_MAX = 100_000;

  /** A second of REALTIME in which nothing of this state will change by itself. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int SCALE_SHIFT = 32;
  private static final int TIME_CONSTANT_MAX = 10;
  private static final long USER_HZ = 100;
  private static final long MICRO_NANOS = 1_000;
  private static final long MAXERROR_GROWTH_MICROS = Frequency.MAX_NANOS / MICRO_NANOS;

  private final int hz;
  private final LeapSecond leap;
  private final Slew slew;
  private int timeStatus;
  private long timeOffset;
  private long timeFreq;
  private long timeMaxError;
  private long timeEstError;
  private long timeConstant;
  private long timeReftime;
  private long tickUsec;
  private long tickLengthBase;
  private long tickLength;

  /**
   * The state of a kernel as it is found; the leap-second machine is in TIME_OK, and no slew is
   * under way.
   *
   * @param hz CONFIG_HZ
   */
  public Ntp(int hz, NtpStart start) {
    this.hz = hz;
    leap = new LeapSecond();
    slew = new Slew();
    timeStatus = start.status();
    timeOffset = (PhaseLock.nanos(start.offset(), has(STA_NANO)) << SCALE_SHIFT) / hz;
    timeFreq = Frequency.ofPpm(start.freq());
    timeMaxError = start.maxError();
    timeEstError = start.estError();
    timeConstant = start.constant();
    timeReftime = start.reftimeSeconds();
    tickUsec = start.tick();
    tickLengthBase = secondLength() / hz;
    tickLength = tickLengthBase;
  }

  private Ntp(Ntp other) {
    hz = other.hz;
    leap = other.leap.copy();
    slew = other.slew.copy();
    timeStatus = other.timeStatus;
    timeOffset = other.timeOffset;
    timeFreq = other.timeFreq;
    timeMaxError = other.timeMaxError;
    timeEstError = other.timeEstError;
    timeConstant = other.timeConstant;
    timeReftime = other.timeReftime;
    tickUsec = other.tickUsec;
    tickLengthBase = other.tickLengthBase;
    tickLength = other.tickLength;
  }

  /** Whether the kernel takes it for a TAI offset. */
  public static boolean isTaiOffset(long seconds) {
    return seconds >= 0 && seconds <= TAI_OFFSET_SECONDS_MAX;
  }

  /** Another one in the same state. */
  public Ntp copy() {
    return new Ntp(this);
  }

  /** {@code ntp_tick_length()}: ns scaled by 2^32, per tick of CONFIG_HZ. */
  public long tickLength() {
    return tickLength;
  }

  /**
   * {@code ntp_clear()}: forgets offset, slew, leap and errors. Frequency, time constant, reference
   * time, tick, leap state and the other status bits stay.
   */
  public void clear() {
    slew.set(0);
    timeStatus |= STA_UNSYNC;
    timeMaxError = PHASE_LIMIT_MICROS;
    timeEstError = PHASE_LIMIT_MICROS;
    updateFrequency();
    tickLength = tickLengthBase;
    timeOffset = 0;
    leap.forget();
  }

  /**
   * {@code second_overflow()}: a second of REALTIME begins.
   *
   * @param secs the second that begins
   * @return by how much REALTIME is to be stepped for a leap second: -1, 0 or 1 s
   */
  public int secondOverflow(long secs) {
    int step = leap.secondOverflow(secs, timeStatus);
    timeMaxError += MAXERROR_GROWTH_MICROS;
    if (timeMaxError > PHASE_LIMIT_MICROS) {
      timeMaxError = PHASE_LIMIT_MICROS;
      timeStatus |= STA_UNSYNC;
    }
    tickLength = tickLengthBase;
    long chunk = offsetChunk();
    timeOffset -= chunk;
    tickLength += chunk;
    tickLength += slew.take(hz);
    return step;
  }

  /** The part of the offset that one second makes up for. */
  private long offsetChunk() {
    return StatusBits.followPps(timeStatus)
        ? timeOffset
        : shiftRight(timeOffset, PhaseLock.SHIFT_PLL + (int) timeConstant);
  }

  /**
   * Until which second {@link #secondOverflow} changes nothing any more; {@link #NEVER} if it never
   * will.
   *
   * @param secs the second that began last
   * @return {@code secs} if the next one may change something
   */
  public long quietUntil(long secs) {
    boolean errorsGrow = timeMaxError < PHASE_LIMIT_MICROS || !has(STA_UNSYNC);
    boolean corrects = offsetChunk() != 0 || !slew.isOver() || tickLength != tickLengthBase;
    if (errorsGrow || corrects) {
      return secs;
    }
    return leap.quietUntil(secs, timeStatus);
  }

  /**
   * {@code __do_adjtimex}: what the call changes, but for the step of ADJ_SETOFFSET, which comes
   * before it.
   *
   * @param realtimeSeconds REALTIME then
   * @param taiOffset in s, as it is
   * @return the TAI offset, as it is to be
   */
  public int adjust(AdjtimexCall call, long realtimeSeconds, int taiOffset) {
    if (call.isAdjtime()) {
      if (!call.isReadOnly()) {
        slew.set(call.offset());
        updateFrequency();
      }
      return taiOffset;
    }
    if (call.has(AdjtimexCall.ADJ_STATUS)) {
      adjustStatus(call.status(), realtimeSeconds);
    }
    if (call.has(AdjtimexCall.ADJ_NANO)) {
      timeStatus |= STA_NANO;
    }
    if (call.has(AdjtimexCall.ADJ_MICRO)) {
      timeStatus &= ~STA_NANO;
    }
    adjustFields(call);
    boolean taiStated = call.has(AdjtimexCall.ADJ_TAI) && isTaiOffset(call.constant());
    if (call.has(AdjtimexCall.ADJ_OFFSET)) {
      updateOffset(call.offset(), realtimeSeconds);
    }
    if (call.has(AdjtimexCall.ADJ_TICK)) {
      tickUsec = call.tick();
    }
    if (call.has(AdjtimexCall.ADJ_TICK | AdjtimexCall.ADJ_FREQUENCY | AdjtimexCall.ADJ_OFFSET)) {
      updateFrequency();
    }
    return taiStated ? (int) call.constant() : taiOffset;
  }

  /** {@code process_adj_status}. */
  private void adjustStatus(int status, long realtimeSeconds) {
    boolean pllNext = (status & STA_PLL) != 0;
    if (has(STA_PLL) && !pllNext) {
      timeStatus = STA_UNSYNC;
      leap.reset();
    }
    if (!has(STA_PLL) && pllNext) {
      timeReftime = realtimeSeconds;
    }
    timeStatus = (timeStatus & STA_RONLY) | (status & ~STA_RONLY);
  }

  private void adjustFields(AdjtimexCall call) {
    if (call.has(AdjtimexCall.ADJ_FREQUENCY)) {
      timeFreq = Frequency.ofPpm(call.freq());
    }
    if (call.has(AdjtimexCall.ADJ_MAXERROR)) {
      timeMaxError = clampError(call.maxError());
    }
    if (call.has(AdjtimexCall.ADJ_ESTERROR)) {
      timeEstError = clampError(call.estError());
    }
    if (call.has(AdjtimexCall.ADJ_TIMECONST)) {
      // Clamped first, because 4 more must not overflow.
      long constant = Math.min(Math.max(call.constant(), 0), TIME_CONSTANT_MAX);
      timeConstant = Math.min(constant + (has(STA_NANO) ? 0 : 4), TIME_CONSTANT_MAX);
    }
  }

  /** {@code ntp_update_offset}: the PLL and FLL get a new phase. */
  private void updateOffset(long offset, long realtimeSeconds) {
    if (!has(STA_PLL)) {
      return;
    }
    long nanos = PhaseLock.nanos(offset, has(STA_NANO));
    long secs = has(STA_FREQHOLD) ? 0 : realtimeSeconds - timeReftime;
    timeReftime = realtimeSeconds;
    long adjustment = PhaseLock.pll(nanos, secs, (int) timeConstant);
    timeStatus &= ~STA_MODE;
    if (PhaseLock.isFllUsed(secs, has(STA_FLL))) {
      timeStatus |= STA_MODE;
      adjustment += PhaseLock.fll(nanos, secs);
    }
    timeFreq = Frequency.clamped(adjustment + timeFreq);
    timeOffset = (nanos << SCALE_SHIFT) / hz;
  }

  /**
   * {@code ntp_update_frequency()}, with ntp_tick_adj 0. It holds at once, not from a second on.
   */
  private void updateFrequency() {
    long base = Long.divideUnsigned(secondLength(), hz);
    tickLength += base - tickLengthBase;
    tickLengthBase = base;
  }

  private long secondLength() {
    return ((tickUsec * MICRO_NANOS * USER_HZ) << SCALE_SHIFT) + timeFreq;
  }

  /**
   * What adjtimex reports.
   *
   * @param realtimeSeconds REALTIME then
   * @param taiOffset in s
   */
  public AdjtimexReply reply(long realtimeSeconds, int taiOffset) {
    long offset = shiftRight(timeOffset * hz, SCALE_SHIFT);
    LeapSecond.Seen seen = leap.seenAt(realtimeSeconds, timeStatus, taiOffset);
    return new AdjtimexReply(
        timeStatus,
        has(STA_NANO) ? offset : offset / MICRO_NANOS,
        Frequency.inPpm(timeFreq),
        timeMaxError,
        timeEstError,
        timeConstant,
        tickUsec,
        seen.taiOffset(),
        Frequency.TOLERANCE,
        StatusBits.areAnError(timeStatus) && !seen.isAhead()
            ? TimeState.ERROR.code()
            : seen.state().code());
  }

  private boolean has(int anyOf) {
    return (timeStatus & anyOf) != 0;
  }

  private static long clampError(long micros) {
    return Math.min(Math.max(micros, 0), PHASE_LIMIT_MICROS);
  }

  /** {@code shift_right}: toward zero. */
  static long shiftRight(long value, int shift) {
    return value < 0 ? -(-value >> shift) : value >> shift;
  }
}
