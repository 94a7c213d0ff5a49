package io.lapse.guestkernel.discipline.chrony;

import io.lapse.guestkernel.discipline.SystemCalls;
import io.lapse.guestkernel.ntp.AdjtimexCall;
import io.lapse.guestkernel.ntp.Ntp;
import io.lapse.guestkernel.timekeeping.Clock;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * What the daemon makes of its statistics: reference.c. It weighs the new frequency against the old
 * one, decides whether to step, and tells the kernel how wrong the clock may be.
 */
final class Reference {
  /** maxupdateskew: 1,000 ppm; a frequency that is less certain is not used. */
  private static final long SKEW_PPT_MAX = 1_000_000_000L;

  /** What a daemon knows of its frequency that was just started: 1 ppm of the drift file. */
  private static final long SKEW_PPT_START = 1_000_000L;

  /** corrtimeratio 3, of which half: an offset that is made up for linearly has half its area. */
  private static final long CORRECTION_NUMERATOR = 3;

  private static final long CORRECTION_DENOMINATOR = 2;

  /** MAX_SYNC_ERROR. */
  private static final long SYNC_ERROR_NANOS_MAX = 16_000_000_000L;

  private final long stepNanos;
  private int stepsLeft;
  private long skewPpt = SKEW_PPT_START;
  private OptionalLong lastUpdateNanos = OptionalLong.empty();

  Reference(ChronySettings settings) {
    this(settings.stepNanos(), settings.stepUpdates());
  }

  private Reference(long stepNanos, int stepsLeft) {
    this.stepNanos = stepNanos;
    this.stepsLeft = stepsLeft;
  }

  Reference copy() {
    Reference copy = new Reference(stepNanos, stepsLeft);
    copy.skewPpt = skewPpt;
    copy.lastUpdateNanos = lastUpdateNanos;
    return copy;
  }

  /**
   * {@code REF_SetReference}.
   *
   * @return by how much the clock was stepped; positive: forward
   */
  long update(Regression.Fit fit, SourceStats stats, SlewedClock clock, SystemCalls calls) {
    long raw = calls.read(Clock.REALTIME);
    long now = clock.cookedNanos(raw);
    long age = now - stats.fitTimeNanos();
    long offset = fit.offsetNanos() + Parts.of(age, fit.freqPpt());
    long offsetSd = fit.offsetSdNanos() + Parts.of(Math.abs(age), fit.freqSdPpt());
    long interval = Math.max(0, now - lastUpdateNanos.orElse(now));
    long freq = weighed(fit);
    long remaining = clock.remainingNanos(raw);
    boolean steps = mayStep(Math.addExact(offset, remaining));
    long accumulated = steps ? -remaining : offset;
    long faster = clock.accumulate(freq, accumulated, correction(offsetSd, interval), calls);
    stats.slew(now, faster, accumulated);
    // It was just now: of the change only the offset moves it.
    lastUpdateNanos = OptionalLong.of(now + accumulated);
    long step = steps ? step(Math.addExact(offset, remaining), clock, stats, calls) : 0;
    long distance = stats.rootDistanceNanos(clock.cookedNanos(calls.read(Clock.REALTIME)));
    tell(offsetSd, distance + offsetSd, clock, calls);
    return step;
  }

  /** {@code get_clock_estimates}: the surer the new frequency is, the more of it is taken. */
  private long weighed(Regression.Fit fit) {
    long gainPpt = gainPpt(fit.skewPpt());
    long freq = Parts.of(fit.freqPpt(), gainPpt);
    BigInteger gain = BigInteger.valueOf(gainPpt);
    BigInteger one = BigInteger.valueOf(Parts.ONE_PPT);
    BigInteger taken = BigInteger.valueOf(freq).pow(2).multiply(one.subtract(gain));
    BigInteger left = BigInteger.valueOf(fit.freqPpt() - freq).pow(2).multiply(gain);
    long extra = taken.add(left).divide(one).sqrt().longValueExact();
    skewPpt = Math.max(1, skewPpt + Parts.of(fit.skewPpt() - skewPpt, gainPpt) + extra);
    return freq;
  }

  private long gainPpt(long newSkewPpt) {
    if (newSkewPpt > SKEW_PPT_MAX) {
      return 0;
    }
    BigInteger before = BigInteger.valueOf(skewPpt).pow(2).multiply(BigInteger.valueOf(3));
    BigInteger after = before.add(BigInteger.valueOf(newSkewPpt).pow(2));
    return before.multiply(BigInteger.valueOf(Parts.ONE_PPT)).divide(after).longValueExact();
  }

  private static long correction(long offsetSdNanos, long intervalNanos) {
    return Parts.mulDiv(
        offsetSdNanos * CORRECTION_NUMERATOR,
        intervalNanos,
        CORRECTION_DENOMINATOR * Parts.SECOND_NANOS);
  }

  /** {@code is_step_limit_reached}: each update uses up one of makestep's. */
  private boolean mayStep(long offsetNanos) {
    if (stepsLeft == 0) {
      return false;
    }
    stepsLeft--;
    return Math.abs(offsetNanos) > stepNanos;
  }

  private long step(long nanos, SlewedClock clock, SourceStats stats, SystemCalls calls) {
    long before = clock.cookedNanos(calls.read(Clock.REALTIME));
    if (calls.adjtimex(AdjtimexCall.setOffset(nanos)).isEmpty()) {
      return 0;
    }
    clock.stepped(nanos);
    stats.slew(before, 0, nanos);
    lastUpdateNanos = OptionalLong.of(lastUpdateNanos.orElse(before) + nanos);
    return nanos;
  }

  /** {@code set_sync_status}, with rtcsync: what is still to be made up for is an error. */
  private static void tell(
      long estErrorNanos, long maxErrorNanos, SlewedClock clock, SystemCalls calls) {
    long remaining = Math.abs(clock.remainingNanos(calls.read(Clock.REALTIME)));
    long estimated = Math.min(Math.max(estErrorNanos, remaining), SYNC_ERROR_NANOS_MAX);
    long most = Math.min(Math.addExact(maxErrorNanos, remaining), SYNC_ERROR_NANOS_MAX);
    int status = most < SYNC_ERROR_NANOS_MAX ? 0 : Ntp.STA_UNSYNC;
    int modes = AdjtimexCall.ADJ_STATUS | AdjtimexCall.ADJ_MAXERROR | AdjtimexCall.ADJ_ESTERROR;
    calls.adjtimex(new AdjtimexCall(modes, 0, 0, most / 1_000, estimated / 1_000, status, 0, 0, 0));
  }

  /** {@code handle_slew}, of a step that somebody else made: the next update has no interval. */
  void jumped() {
    lastUpdateNanos = OptionalLong.empty();
  }
}
