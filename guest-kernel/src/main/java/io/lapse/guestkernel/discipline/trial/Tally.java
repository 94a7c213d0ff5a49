package io.lapse.guestkernel.discipline.trial;

import io.lapse.guestkernel.ntp.AdjtimexReply;
import java.math.BigInteger;

/**
 * Adds up an outcome while the trial goes on. Between two looks the error is taken to change
 * evenly, as it does while the kernel's rate stays.
 */
final class Tally {
  private static final long MICRO_NANOS = 1_000;
  private static final long NONE = -1;

  private final Watch watch;
  private final Observer observer;
  private final Area area = new Area();
  private long nowNanos;
  private long errorNanos;
  private AdjtimexReply ntp;
  private long lastWrongNanos = NONE;
  private long largestNanos;
  private long clearSinceNanos = NONE;
  private long beyondNanos;
  private Steps steps = Steps.NONE;

  /** Begins when the guest runs again, and its kernel has done what it does. */
  Tally(Watch watch, Observer observer, long errorNanos, AdjtimexReply ntp) {
    this.watch = watch;
    this.observer = observer;
    this.errorNanos = errorNanos;
    this.ntp = ntp;
    looked(ntp);
  }

  /** Time has passed. */
  void moved(long sinceRestartNanos, long newErrorNanos, AdjtimexReply newNtp) {
    long passed = sinceRestartNanos - nowNanos;
    if (ntp.synchronised() && Math.abs(errorNanos) > ntp.maxError() * MICRO_NANOS) {
      beyondNanos += passed;
    }
    area.add(errorNanos, newErrorNanos, passed);
    if (isWrong(errorNanos) && !isWrong(newErrorNanos)) {
      lastWrongNanos = nowNanos + untilRight(passed, newErrorNanos);
    }
    nowNanos = sinceRestartNanos;
    errorNanos = newErrorNanos;
    looked(newNtp);
  }

  /** The clock may have been stepped, and NTP's state have changed. */
  void changed(long newErrorNanos, AdjtimexReply newNtp) {
    observer.at(nowNanos, errorNanos, ntp);
    errorNanos = newErrorNanos;
    looked(newNtp);
  }

  void steppedByKernel(long nanos) {
    steps = steps.byKernel(nanos);
  }

  void steppedByDaemon(long nanos) {
    steps = steps.byDaemon(nanos);
  }

  private void looked(AdjtimexReply newNtp) {
    ntp = newNtp;
    largestNanos = Math.max(largestNanos, Math.abs(errorNanos));
    if (isWrong(errorNanos)) {
      lastWrongNanos = nowNanos;
    }
    if (!ntp.synchronised()) {
      clearSinceNanos = NONE;
    } else if (clearSinceNanos == NONE) {
      clearSinceNanos = nowNanos;
    }
    observer.at(nowNanos, errorNanos, ntp);
  }

  private boolean isWrong(long error) {
    return Math.abs(error) > watch.toleranceNanos();
  }

  /** When the error came within the tolerance, rounded up. */
  private long untilRight(long passed, long newErrorNanos) {
    long sign = errorNanos < 0 ? -1 : 1;
    BigInteger beyond = BigInteger.valueOf(sign * errorNanos - watch.toleranceNanos());
    BigInteger fall = BigInteger.valueOf(sign * (errorNanos - newErrorNanos));
    return beyond
        .multiply(BigInteger.valueOf(passed))
        .add(fall.subtract(BigInteger.ONE))
        .divide(fall)
        .longValueExact();
  }

  Outcome outcome(boolean gaveUp) {
    return new Outcome(
        isWrong(errorNanos) ? new Span.Lasting() : new Span.Ended(Math.max(0, lastWrongNanos)),
        area.nanosSeconds(),
        largestNanos,
        steps,
        clearSinceNanos == NONE ? new Span.Lasting() : new Span.Ended(clearSinceNanos),
        beyondNanos,
        gaveUp);
  }
}
