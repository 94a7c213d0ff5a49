package io.lapse.guestkernel.timekeeping;

import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.ledger.catchup.Clocksource;

/**
 * The kernel's timekeeper: a counter, and what makes clocks of it. Models {@code struct timekeeper}
 * of kernel/time/timekeeping.c; fields have the kernel's names. Not safe for use by several
 * threads.
 *
 * <pre>
 *   MONOTONIC     = xtime_sec, xtime_nsec + (counter - cycle_last) * mult >> shift, + wall_to_monotonic
 *   REALTIME      = MONOTONIC + offs_real     BOOTTIME = MONOTONIC + offs_boot
 *   TAI           = REALTIME + tai_offset     RAW = the same counter by the mult that NTP left alone
 * </pre>
 *
 * <p>Between ticks a read multiplies what the counter has counted since the last. A tick adds whole
 * intervals instead, and never multiplies: it is right however far the counter is ahead.
 */
public final class Timekeeper {
  /** TIME_SETTOD_SEC_MAX of include/linux/time64.h: a set clock has 30 years before it ends. */
  public static final long SETTOD_SECONDS_MAX = 8_277_292_036L;

  static final long SECOND_NANOS = 1_000_000_000L;

  private final CounterReading counter;
  private final ReadBase mono;
  private final ReadBase raw;
  private final Ntp ntp;
  private final Offsets offsets;

  private final TickInterval tick;

  private boolean skipSecondOverflow;

  /**
   * As it is found right after a tick.
   *
   * @param hz CONFIG_HZ
   * @param ntp moves with it
   */
  public Timekeeper(Clocksource source, Overflow overflow, int hz, Clocks start, Ntp ntp) {
    this.ntp = ntp;
    offsets = new Offsets(start);
    counter = new CounterReading(source, overflow);
    mono = new ReadBase(source.shift(), source.mult(), start.realtimeNanos());
    raw = new ReadBase(source.shift(), source.mult(), start.monotonicRawNanos());
    tick = new TickInterval(source, hz, ntp.tickLength());
    mono.mult = tick.mult();
  }

  private Timekeeper(Timekeeper other) {
    counter = other.counter.copy();
    mono = other.mono.copy();
    raw = other.raw.copy();
    ntp = other.ntp.copy();
    offsets = other.offsets.copy();
    tick = other.tick.copy();
    skipSecondOverflow = other.skipSecondOverflow;
  }

  /** Another one in the same state, with an NTP state of its own. */
  public Timekeeper copy() {
    return new Timekeeper(this);
  }

  public Ntp ntp() {
    return ntp;
  }

  /** The cycles of one tick. */
  public long cycleInterval() {
    return tick.cycles;
  }

  /** By how many cycles the next tick is away; 0 or less: it is due. */
  public long cyclesToTick() {
    return tick.cycles - counter.sinceLast();
  }

  /** The mult of MONOTONIC: as registered, corrected by NTP. */
  public long mult() {
    return mono.mult;
  }

  /** The counter counts; a negative number turns it back. */
  public void count(long cycles) {
    counter.count(cycles);
  }

  /** MONOTONIC, in ns. */
  public long monotonicNanos() {
    return Math.subtractExact(readNanos(mono), offsets.real());
  }

  /** {@code tk_clock_raw}: what sched_clock follows, too. */
  public long rawNanos() {
    return readNanos(raw);
  }

  /** REALTIME, whole seconds, without what the counter has counted since the last tick. */
  public long realSeconds() {
    return mono.seconds;
  }

  /** REALTIME - MONOTONIC, in ns. */
  public long offsReal() {
    return offsets.real();
  }

  /**
   * What is added to MONOTONIC to read a clock, in ns.
   *
   * @throws IllegalArgumentException for MONOTONIC_RAW, which is not an offset of MONOTONIC
   */
  public long offset(Clock clock) {
    return offsets.of(clock);
  }

  /** TAI - REALTIME, in s. */
  public int taiOffset() {
    return offsets.tai();
  }

  /** All five clocks. */
  public Clocks clocks() {
    long realtime = readNanos(mono);
    long monotonic = Math.subtractExact(realtime, offsets.real());
    return new Clocks(
        realtime,
        monotonic,
        Math.addExact(monotonic, offsets.boot()),
        readNanos(raw),
        offsets.tai());
  }

  private long readNanos(ReadBase base) {
    return base.nanosAfter(counter.nanos(base));
  }

  /**
   * {@code timekeeping_advance}, as a tick calls it: whole intervals are added. Each second that
   * begins is NTP's turn.
   *
   * @return whether REALTIME was stepped for a leap second
   */
  public boolean advance() {
    return counter.delta() >= tick.cycles && accumulate();
  }

  private boolean accumulate() {
    long offset = counter.delta();
    boolean leapt = false;
    int shift = Math.max(0, log2(offset) - log2(tick.cycles));
    shift = Math.min(shift, Long.SIZE - (log2(ntp.tickLength()) + 1) - 1);
    while (offset >= tick.cycles) {
      long quiet = quietIntervals(offset, shift);
      if (quiet > 0) {
        offset = accumulateQuietly(offset, shift, quiet);
      } else {
        if (offset >= tick.cycles << shift) {
          offset -= tick.cycles << shift;
          leapt |= accumulateInterval(shift);
        }
        if (offset < tick.cycles << shift) {
          shift--;
        }
      }
    }
    adjust(offset);
    boolean leaptLast = overflowSeconds();
    return leapt || leaptLast;
  }

  /** {@code logarithmic_accumulation}. */
  private boolean accumulateInterval(int shift) {
    counter.accumulate(tick.cycles << shift);
    mono.nsec += tick.xtime() << shift;
    boolean leapt = overflowSeconds();
    raw.nsec += tick.raw << shift;
    raw.normalize();
    tick.accumulated(shift, 1);
    return leapt;
  }

  /** How many intervals can be added at once, because no second in them changes NTP's state. */
  private long quietIntervals(long offset, int shift) {
    if (shift < 0 || offset >>> 8 < tick.cycles << shift) {
      return 0;
    }
    long seconds = ntp.quietUntil(mono.seconds) - mono.seconds;
    long most = seconds / (((tick.xtime() << shift) >>> mono.shift) / SECOND_NANOS + 1) - 1;
    return Math.max(0, Math.min(offset / (tick.cycles << shift), most));
  }

  private long accumulateQuietly(long offset, int shift, long intervals) {
    counter.accumulate(intervals * (tick.cycles << shift));
    mono.add(tick.xtime() << shift, intervals);
    raw.add(tick.raw << shift, intervals);
    tick.accumulated(shift, intervals);
    return offset - intervals * (tick.cycles << shift);
  }

  /** {@code accumulate_nsecs_to_secs}. */
  private boolean overflowSeconds() {
    boolean leapt = false;
    while (mono.takeSecond()) {
      if (skipSecondOverflow) {
        skipSecondOverflow = false;
        continue;
      }
      int leap = ntp.secondOverflow(mono.seconds);
      if (leap != 0) {
        leapt = true;
        mono.seconds += leap;
        offsets.stepReal(leap * SECOND_NANOS);
        offsets.setTai(offsets.tai() - leap);
      }
    }
    return leapt;
  }

  /** {@code timekeeping_adjust}: mult follows the length of NTP's tick. */
  private void adjust(long offset) {
    long change = tick.follow(ntp.tickLength(), mono.mult);
    mono.mult += change;
    // What the counter has counted since the last interval must read the same by the new mult.
    mono.nsec -= offset * change;
    if (mono.nsec < 0) {
      mono.nsec += SECOND_NANOS << mono.shift;
      mono.seconds--;
      skipSecondOverflow = true;
    }
  }

  /** ADJ_FREQUENCY and ADJ_TICK hold at once: {@code timekeeping_advance(TK_ADV_FREQ)}. */
  public boolean applyFrequency() {
    return accumulate();
  }

  /** {@code timekeeping_forward_now}: the clocks as they read now, no second is NTP's turn. */
  public void forwardNow() {
    counter.forward(mono, raw);
  }

  /**
   * {@code timekeeping_inject_offset}: REALTIME and TAI step.
   *
   * @param nanos positive: forward
   * @return false where the kernel answers EINVAL: REALTIME would be before 1970, at or past {@link
   *     #SETTOD_SECONDS_MAX}, or less than MONOTONIC
   */
  public boolean injectOffset(long nanos) {
    forwardNow();
    if (!offsets.isSettable(mono.nanos(), nanos)) {
      return false;
    }
    mono.step(nanos);
    offsets.stepReal(nanos);
    tick.forgetError();
    return true;
  }

  /**
   * {@code __timekeeping_inject_sleeptime}: BOOTTIME, REALTIME and TAI move, MONOTONIC does not.
   *
   * @param nanos not negative
   * @throws ArithmeticException if a clock would not fit 64 bits; the timekeeper is void then
   */
  public void injectSleeptime(long nanos) {
    forwardNow();
    mono.step(nanos);
    offsets.stepReal(nanos);
    offsets.stepBoot(nanos);
    tick.forgetError();
  }

  /** {@code __timekeeping_set_tai_offset}: TAI alone moves. */
  public void setTaiOffset(int seconds) {
    offsets.setTai(seconds);
  }

  private static int log2(long positive) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(positive);
  }
}
