package io.lapse.guestkernel.discipline.ntpd;

import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.AdjtimexReply;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.timekeeping.Clock;
import java.math.BigInteger;
import java.util.Optional;

/**
 * {@code local_clock()} and {@code adj_host_clock()} of ntp_loopfilter.c: an offset goes through
 * the state machine, and what follows is done by system calls. The kernel's PLL disciplines the
 * clock; in the first minutes, until an offset is below 0.5 ms, the daemon slews by adjtime
 * instead.
 */
final class LocalClock {
  /** CLOCK_FLOOR: the first minutes are over below it. */
  private static final long FLOOR_NANOS = 500_000;

  /** CLOCK_PLL times 2 s: in the first minutes a second takes this part of the offset. */
  private static final long STARTUP_DIVISOR = 32;

  /** NTP_MAXFREQ: what a second may slew, us. */
  private static final long SLEW_MICROS_MAX = 500;

  /** CLOCK_AVG. */
  private static final long AVERAGE = 8;

  /** CLOCK_PGATE. */
  private static final long POLL_GATE = 4;

  /** CLOCK_LIMIT. */
  private static final int POLL_LIMIT = 30;

  private static final int MODES_PLL =
      AdjtimexCall.ADJ_OFFSET
          | AdjtimexCall.ADJ_MAXERROR
          | AdjtimexCall.ADJ_ESTERROR
          | AdjtimexCall.ADJ_STATUS
          | AdjtimexCall.ADJ_TIMECONST;

  private final NtpdSettings settings;
  private ClockState state;
  private boolean panicAllowed;

  /** {@code freq_cnt}: seconds for which the first minutes still last. */
  private int startupSeconds;

  private long epochSeconds;

  /** {@code clock_offset}: what is still to be slewed; positive: the clock is behind. */
  private long offsetNanos;

  private long lastOffsetNanos;
  private long residualNanos;
  private long jitterNanos = ClockFilter.PRECISION_NANOS;
  private int poll;
  private int pollCount;

  LocalClock(NtpdSettings settings) {
    this.settings = settings;
    state = settings.frequencyKnown() ? ClockState.FSET : ClockState.NSET;
    panicAllowed = settings.panicAllowedOnce();
    startupSeconds = settings.stepoutSeconds();
    poll = settings.minPoll();
  }

  private LocalClock(LocalClock other) {
    settings = other.settings;
    state = other.state;
    panicAllowed = other.panicAllowed;
    startupSeconds = other.startupSeconds;
    epochSeconds = other.epochSeconds;
    offsetNanos = other.offsetNanos;
    lastOffsetNanos = other.lastOffsetNanos;
    residualNanos = other.residualNanos;
    jitterNanos = other.jitterNanos;
    poll = other.poll;
    pollCount = other.pollCount;
  }

  LocalClock copy() {
    return new LocalClock(this);
  }

  /** What became of an offset. */
  enum Outcome {
    IGNORED,
    SLEWED,
    STEPPED,
    /** It is beyond the panic threshold. */
    PANIC
  }

  ClockState state() {
    return state;
  }

  /** {@code sys_poll}, log2 s. */
  int poll() {
    return poll;
  }

  /** Whether the frequency is settled: then the clock filter sorts. */
  boolean isSettled() {
    return startupSeconds == 0;
  }

  /** {@code start_kern_loop()}, and the frequency of the drift file. */
  void start(SystemCalls calls) {
    long limit = Ntp.PHASE_LIMIT_MICROS;
    int status = Ntp.STA_PLL | Ntp.STA_UNSYNC;
    calls.adjtimex(new AdjtimexCall(MODES_PLL, 0, 0, limit, limit, status, poll, 0, 0));
    if (!settings.frequencyKnown()) {
      setFrequency(0, calls);
    }
  }

  /**
   * An offset that the clock filter believes.
   *
   * @param offset ns; positive: the clock is behind
   * @param maxErrorNanos how wrong the clock may be after it
   */
  Outcome update(long offset, long maxErrorNanos, long nowSeconds, SystemCalls calls) {
    if (Math.abs(offset) > settings.panicNanos() && !panicAllowed) {
      return Outcome.PANIC;
    }
    panicAllowed = false;
    long interval = nowSeconds - epochSeconds;
    boolean beyondStep = Math.abs(offset) > settings.stepNanos();
    ClockState.Transition transition = state.on(beyondStep, interval >= settings.stepoutSeconds());
    if (!beyondStep) {
      averageJitter(offset);
    }
    if (transition.setsFrequency()) {
      // ns a second are 10^-9; adjtimex has ppm scaled by 2^16. Toward zero.
      setFrequency(Math.multiplyExact(offset, 65_536) / (interval * 1_000), calls);
    }
    state = transition.next();
    return switch (transition.action()) {
      case IGNORE -> Outcome.IGNORED;
      case SLEW_ONCE -> slewOnce(offset, nowSeconds, calls);
      case STEP -> step(offset, maxErrorNanos, nowSeconds, calls);
      case DISCIPLINE -> discipline(offset, maxErrorNanos, nowSeconds, calls);
    };
  }

  private Outcome slewOnce(long offset, long nowSeconds, SystemCalls calls) {
    adjtime(offset, calls);
    reset(offset, nowSeconds);
    adaptPoll();
    return Outcome.SLEWED;
  }

  private Outcome step(long offset, long maxErrorNanos, long nowSeconds, SystemCalls calls) {
    calls.setTime(Math.addExact(calls.read(Clock.REALTIME), offset));
    pollCount = 0;
    jitterNanos = ClockFilter.PRECISION_NANOS;
    reset(0, nowSeconds);
    if (state == ClockState.SYNC) {
      tellKernel(maxErrorNanos, calls);
      adaptPoll();
    }
    return Outcome.STEPPED;
  }

  private Outcome discipline(long offset, long maxErrorNanos, long nowSeconds, SystemCalls calls) {
    reset(offset, nowSeconds);
    if (Math.abs(offset) < FLOOR_NANOS) {
      startupSeconds = 0;
    }
    tellKernel(maxErrorNanos, calls);
    adaptPoll();
    return Outcome.SLEWED;
  }

  /** {@code rstclock()}. */
  private void reset(long offset, long nowSeconds) {
    lastOffsetNanos = offset;
    offsetNanos = offset;
    epochSeconds = nowSeconds;
  }

  private void averageJitter(long offset) {
    long change = Math.max(Math.abs(offset - lastOffsetNanos), ClockFilter.PRECISION_NANOS);
    // At most twice the step threshold; the settings bound that, not this.
    BigInteger before = BigInteger.valueOf(jitterNanos).pow(2);
    BigInteger now = BigInteger.valueOf(change).pow(2);
    jitterNanos =
        before
            .add(now.subtract(before).divide(BigInteger.valueOf(AVERAGE)))
            .sqrt()
            .longValueExact();
  }

  /** {@code ntp_adjtime()} once the first minutes are over; what it says is taken over. */
  private void tellKernel(long maxErrorNanos, SystemCalls calls) {
    if (startupSeconds > 0) {
      return;
    }
    AdjtimexCall call =
        new AdjtimexCall(
            MODES_PLL | AdjtimexCall.ADJ_NANO,
            offsetNanos,
            0,
            maxErrorNanos / 1_000,
            jitterNanos / 1_000,
            Ntp.STA_PLL,
            poll,
            0,
            0);
    Optional<AdjtimexReply> reply = calls.adjtimex(call);
    offsetNanos = reply.map(AdjtimexReply::offset).orElse(offsetNanos);
  }

  /** The poll interval grows while the offset stays within the jitter. */
  private void adaptPoll() {
    if (startupSeconds > 0) {
      pollCount = 0;
    } else if (Math.abs(offsetNanos) < POLL_GATE * jitterNanos) {
      pollCount += poll;
      if (pollCount > POLL_LIMIT) {
        changePoll(1, settings.maxPoll(), POLL_LIMIT);
      }
    } else {
      pollCount -= 2 * poll;
      if (pollCount < -POLL_LIMIT) {
        changePoll(-1, settings.minPoll(), -POLL_LIMIT);
      }
    }
  }

  private void changePoll(int by, int bound, int countAtBound) {
    pollCount = poll == bound ? countAtBound : 0;
    poll += poll == bound ? 0 : by;
  }

  /** {@code adj_host_clock()}: a second of the daemon's clock has passed. */
  void second(SystemCalls calls) {
    if (state != ClockState.SYNC || startupSeconds == 0) {
      return;
    }
    startupSeconds--;
    long part = offsetNanos / STARTUP_DIVISOR;
    long bound = SLEW_MICROS_MAX * 1_000;
    part = Math.min(Math.max(part, -bound), bound);
    offsetNanos -= part;
    adjtime(part, calls);
  }

  /** {@code adj_systime()}: whole microseconds, the rest is kept for the next. */
  private void adjtime(long nanos, SystemCalls calls) {
    long bound = SLEW_MICROS_MAX * 1_000;
    long bounded = Math.min(Math.max(nanos + residualNanos, -bound), bound);
    long micros = Math.floorDiv(bounded + 500, 1_000);
    residualNanos = bounded - micros * 1_000;
    calls.adjtimex(
        new AdjtimexCall(AdjtimexCall.ADJ_OFFSET_SINGLESHOT, micros, 0, 0, 0, 0, 0, 0, 0));
  }

  private static void setFrequency(long freq, SystemCalls calls) {
    calls.adjtimex(new AdjtimexCall(AdjtimexCall.ADJ_FREQUENCY, 0, freq, 0, 0, 0, 0, 0, 0));
  }
}
