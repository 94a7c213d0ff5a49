package io.lapse.guestkernel.discipline.chrony;

import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.timekeeping.Clock;

/**
 * The system clock as chronyd drives it: sys_generic.c and sys_linux.c. An offset is made up for by
 * running the clock faster or slower, by tick and frequency, for as long as it takes.
 *
 * <p>{@code raw} is what REALTIME shows; {@code cooked} is what it would show had the whole offset
 * been made up for.
 */
final class SlewedClock {
  /** maxslewrate: 83,333.333 ppm, a twelfth. */
  static final long SLEW_PPT_MAX = 83_333_333_333L;

  /** max_tick_bias: the kernel takes a tick that is 10 % off. */
  private static final long FREQ_PPT_MAX = 100_000_000_000L;

  /** One us of tick, at 100 ticks a second. */
  private static final long TICK_PPT = 100_000_000L;

  private static final long TICK_MICROS = 10_000;

  /** MIN_SLEW_TIMEOUT and MAX_SLEW_TIMEOUT. */
  private static final long SLEW_NANOS_MIN = Parts.SECOND_NANOS;

  private static final long SLEW_NANOS_MAX = 10_000 * Parts.SECOND_NANOS;

  private static final long SLEW_SECONDS_FAR = 1_000_000_000L;

  /** A ppm of adjtimex, which scales by 2^16. */
  private static final long PPM_PPT = 1_000_000;

  private static final long ADJTIMEX_ONE = 65_536;

  /** Whether the frequency comes from a drift file, not from the kernel. */
  private boolean frequencyKnown;

  private long basePpt;
  private long tickDelta;

  /** {@code slew_freq}: by which part of the raw time the clock is being moved. */
  private long slewPpt;

  /** {@code offset_register}, the other way round: positive: the clock is behind. */
  private long registerNanos;

  private long slewStartNanos;
  private long slewEndNanos;

  /** {@code correction_rate}: what an offset times the time that it takes is to be. */
  private long correctionNanosSeconds;

  private SlewedClock() {}

  /** A clock whose frequency the kernel knows. */
  static SlewedClock asTheKernelHasIt() {
    return new SlewedClock();
  }

  /** The clock of a daemon that is started again: it has the frequency, and nothing to make up. */
  SlewedClock afresh() {
    SlewedClock afresh = new SlewedClock();
    afresh.frequencyKnown = true;
    afresh.basePpt = basePpt;
    afresh.tickDelta = tickDelta;
    return afresh;
  }

  SlewedClock copy() {
    SlewedClock copy = new SlewedClock();
    copy.frequencyKnown = frequencyKnown;
    copy.basePpt = basePpt;
    copy.tickDelta = tickDelta;
    copy.slewPpt = slewPpt;
    copy.registerNanos = registerNanos;
    copy.slewStartNanos = slewStartNanos;
    copy.slewEndNanos = slewEndNanos;
    copy.correctionNanosSeconds = correctionNanosSeconds;
    return copy;
  }

  /** Takes the frequency that the kernel has, or gives it the one that is known. */
  void start(SystemCalls calls) {
    slewStartNanos = calls.read(Clock.REALTIME);
    if (!frequencyKnown) {
      calls.adjtimex(new AdjtimexCall(0, 0, 0, 0, 0, 0, 0, 0, 0)).ifPresent(this::take);
    }
    updateSlew(calls);
  }

  private void take(AdjtimexReply reply) {
    tickDelta = reply.tick() - TICK_MICROS;
    basePpt = tickDelta * TICK_PPT + reply.freq() * PPM_PPT / ADJTIMEX_ONE;
  }

  /** What is still to be made up for; positive: the clock is behind. */
  long remainingNanos(long rawNanos) {
    return registerNanos - Parts.of(rawNanos - slewStartNanos, slewPpt);
  }

  long cookedNanos(long rawNanos) {
    return Math.addExact(rawNanos, remainingNanos(rawNanos));
  }

  /** When the slew that is under way is to be looked at again, on the raw clock. */
  long slewEndNanos() {
    return slewEndNanos;
  }

  /**
   * {@code LCL_AccumulateFrequencyAndOffset}.
   *
   * @param freqPpt by how much the clock is slow
   * @param offsetNanos by how much it is behind
   * @return by how much it is faster now
   */
  long accumulate(long freqPpt, long offsetNanos, long correction, SystemCalls calls) {
    long before = basePpt;
    long next = basePpt + freqPpt + Parts.of(basePpt, freqPpt);
    basePpt = Parts.clamped(next, FREQ_PPT_MAX);
    updateSlew(calls);
    registerNanos = Math.addExact(registerNanos, offsetNanos);
    correctionNanosSeconds = correction;
    updateSlew(calls);
    return Parts.mulDiv(basePpt - before, Parts.ONE_PPT, Parts.ONE_PPT + before);
  }

  /** {@code update_slew}: ends the slew that is under way, and begins the next. */
  void updateSlew(SystemCalls calls) {
    long raw = calls.read(Clock.REALTIME);
    registerNanos = remainingNanos(raw);
    long wanted = Parts.clamped(wantedPpt(), SLEW_PPT_MAX);
    long total =
        setFrequency(
            Parts.clamped(basePpt + wanted + Parts.of(basePpt, wanted), FREQ_PPT_MAX), calls);
    slewPpt = Parts.mulDiv(total - basePpt, Parts.ONE_PPT, Parts.ONE_PPT + total);
    slewStartNanos = raw;
    slewEndNanos = Math.addExact(raw, slewNanos());
  }

  /** The rate that makes up for the register in the time that the correction rate asks for. */
  private long wantedPpt() {
    long off = Math.abs(registerNanos);
    // In a thousand years nothing comes of it.
    if (off == 0 || correctionNanosSeconds / off > SLEW_SECONDS_FAR) {
      return 0;
    }
    long duration =
        Math.max(SLEW_NANOS_MIN, Parts.mulDiv(correctionNanosSeconds, Parts.SECOND_NANOS, off));
    return Parts.mulDiv(registerNanos, Parts.ONE_PPT, duration);
  }

  private long slewNanos() {
    if (registerNanos == 0 || slewPpt == 0 || registerNanos > 0 != slewPpt > 0) {
      return SLEW_NANOS_MAX;
    }
    long duration = Parts.mulDiv(registerNanos, Parts.ONE_PPT, slewPpt);
    return Math.min(Math.max(duration, SLEW_NANOS_MIN), SLEW_NANOS_MAX);
  }

  /** {@code set_frequency} of sys_linux.c: what it returns is what the kernel could do. */
  private long setFrequency(long ppt, SystemCalls calls) {
    long half = ppt < 0 ? -TICK_PPT / 2 : TICK_PPT / 2;
    long delta = (ppt + half) / TICK_PPT;
    if (Math.abs(delta - tickDelta) == 1) {
      delta = tickDelta;
    }
    long freq = (ppt - delta * TICK_PPT) * ADJTIMEX_ONE / PPM_PPT;
    tickDelta = delta;
    int modes = AdjtimexCall.ADJ_TICK | AdjtimexCall.ADJ_FREQUENCY;
    long set =
        calls
            .adjtimex(new AdjtimexCall(modes, 0, freq, 0, 0, 0, 0, TICK_MICROS + delta, 0))
            .map(AdjtimexReply::freq)
            .orElse(freq);
    return delta * TICK_PPT + set * PPM_PPT / ADJTIMEX_ONE;
  }

  /** The clock was stepped by the daemon itself. */
  void stepped(long nanos) {
    slewStartNanos = Math.addExact(slewStartNanos, nanos);
    slewEndNanos = Math.addExact(slewEndNanos, nanos);
  }

  /** Somebody stepped it, nobody knows by how much: what was to be made up for is void. */
  void jumped(SystemCalls calls) {
    slewStartNanos = calls.read(Clock.REALTIME);
    registerNanos = 0;
    updateSlew(calls);
  }
}
